-- from
CREATE TABLE note (id INTEGER PRIMARY KEY, title TEXT);

-- to
CREATE TABLE note (id INTEGER PRIMARY KEY, title TEXT);
CREATE VIRTUAL TABLE note_search USING fts4(title, content="note");

-- rows
INSERT INTO note VALUES (3, 'lake');

-- up
CREATE VIRTUAL TABLE note_search USING fts4(title, content="note");

INSERT INTO note_search (note_search) VALUES ('rebuild');

-- hazards
rewrites-table note_search
