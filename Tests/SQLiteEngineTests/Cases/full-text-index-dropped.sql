-- from
CREATE TABLE note (id INTEGER PRIMARY KEY, title TEXT);
CREATE VIRTUAL TABLE note_search USING fts5(title, content='note');
CREATE VIRTUAL TABLE note_words USING fts5vocab(note_search, row);

-- to
CREATE TABLE note (id INTEGER PRIMARY KEY, title TEXT);

-- rows
INSERT INTO note VALUES (3, 'lake');

-- up
DROP TABLE note_words;

DROP TABLE note_search;
