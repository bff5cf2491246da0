-- from
CREATE VIRTUAL TABLE words USING fts5(title, content='');

-- to
CREATE VIRTUAL TABLE words USING fts5(title, body, content='');

-- rows
INSERT INTO words (rowid, title) VALUES (3, 'lakes');

-- up
-- drop-table: the rows of 'words' are lost
DROP TABLE words;

CREATE VIRTUAL TABLE words USING fts5(title, body, content='');

-- hazards
drop-table words
