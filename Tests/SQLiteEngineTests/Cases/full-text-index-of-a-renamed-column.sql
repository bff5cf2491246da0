-- from
CREATE TABLE note (id INTEGER PRIMARY KEY, title TEXT);
CREATE VIRTUAL TABLE note_search USING fts5(title, content='note', content_rowid='id');

-- to
CREATE TABLE article (id INTEGER PRIMARY KEY, headline TEXT);
CREATE VIRTUAL TABLE note_search USING fts5(headline, content='article', content_rowid='id');

-- renames
note article
note.title headline

-- rows
INSERT INTO note VALUES (3, 'lake');

-- up
ALTER TABLE note RENAME COLUMN title TO headline;

ALTER TABLE note RENAME TO article;

DROP TABLE note_search;

CREATE VIRTUAL TABLE note_search USING fts5(headline, content='article', content_rowid='id');

INSERT INTO note_search (note_search) VALUES ('rebuild');

-- hazards
rewrites-table note_search
