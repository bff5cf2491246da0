-- from
CREATE TABLE note (title TEXT, body TEXT);
CREATE VIRTUAL TABLE note_search USING fts5(title, content='note');

-- to
CREATE TABLE note (title TEXT, body TEXT NOT NULL DEFAULT '');
CREATE VIRTUAL TABLE note_search USING fts5(title, content='note');

-- rows
INSERT INTO note (rowid, title, body) VALUES (3, 'lake', 'a'), (8, 'bear', 'b');
INSERT INTO note_search (note_search) VALUES ('rebuild');

-- up
CREATE TABLE _migrate_note (title TEXT, body TEXT NOT NULL DEFAULT '');

INSERT INTO _migrate_note (rowid, title, body)
  SELECT rowid, title, ifnull(body, '') FROM note; DROP TABLE note;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_note RENAME TO note;

PRAGMA legacy_alter_table = OFF;

INSERT INTO note_search (note_search) VALUES ('rebuild');

-- hazards
rewrites-table note
rewrites-table note_search
