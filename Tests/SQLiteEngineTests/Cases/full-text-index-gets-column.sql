-- from
CREATE TABLE note (id INTEGER PRIMARY KEY, title TEXT, body TEXT);
CREATE VIRTUAL TABLE note_search USING fts5(title, content='note', content_rowid='id');
CREATE TRIGGER note_added AFTER INSERT ON note BEGIN INSERT INTO note_search (rowid, title) VALUES (new.id, new.title); END;

-- to
CREATE TABLE note (id INTEGER PRIMARY KEY, title TEXT, body TEXT);
CREATE VIRTUAL TABLE note_search USING fts5(title, body, content='note', content_rowid='id');
CREATE TRIGGER note_added AFTER INSERT ON note BEGIN INSERT INTO note_search (rowid, title, body) VALUES (new.id, new.title, new.body); END;

-- rows
INSERT INTO note VALUES (3, 'lake', 'a walk'), (8, 'bear', 'a park');

-- up
DROP TRIGGER note_added;

DROP TABLE note_search;

CREATE VIRTUAL TABLE note_search USING fts5(title, body, content='note', content_rowid='id');

CREATE TRIGGER note_added AFTER INSERT ON note BEGIN INSERT INTO note_search (rowid, title, body) VALUES (new.id, new.title, new.body); END;

INSERT INTO note_search (note_search) VALUES ('rebuild');

-- hazards
rewrites-table note_search
