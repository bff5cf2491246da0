-- from
CREATE TABLE note (id INTEGER PRIMARY KEY, title TEXT, code TEXT);
CREATE VIRTUAL TABLE note_search USING fts5(title, code, content='note', content_rowid='id');

-- to
CREATE TABLE note (id INTEGER PRIMARY KEY, title TEXT, code INTEGER);
CREATE VIRTUAL TABLE note_search USING fts5(title, code, content='note', content_rowid='id');

-- rows
INSERT INTO note VALUES (3, 'lake', '007');
INSERT INTO note_search (note_search) VALUES ('rebuild');

-- up
CREATE TABLE _migrate_note (id INTEGER PRIMARY KEY, title TEXT, code INTEGER);

INSERT INTO _migrate_note (id, title, code)
  SELECT id, title, code FROM note; DROP TABLE note;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_note RENAME TO note;

PRAGMA legacy_alter_table = OFF;

INSERT INTO note_search (note_search) VALUES ('rebuild');

-- hazards
rewrites-table note
rewrites-table note_search
