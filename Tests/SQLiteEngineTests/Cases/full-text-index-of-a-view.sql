-- from
CREATE TABLE note (id INTEGER PRIMARY KEY, title TEXT, body TEXT);
CREATE VIEW line AS SELECT id, title || ' ' || body AS text FROM note;
CREATE VIRTUAL TABLE search USING fts5(text, content='line', content_rowid='id');

-- to
CREATE TABLE note (id INTEGER PRIMARY KEY, title TEXT, body TEXT NOT NULL DEFAULT 'none');
CREATE VIEW line AS SELECT id, title || ' ' || body AS text FROM note;
CREATE VIRTUAL TABLE search USING fts5(text, content='line', content_rowid='id');

-- rows
INSERT INTO note VALUES (3, 'lake', 'walk'), (8, 'bear', 'park');

-- up
DROP VIEW line;

CREATE TABLE _migrate_note (id INTEGER PRIMARY KEY, title TEXT, body TEXT NOT NULL DEFAULT 'none');

INSERT INTO _migrate_note (id, title, body)
  SELECT id, title, ifnull(body, 'none') FROM note; DROP TABLE note;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_note RENAME TO note;

PRAGMA legacy_alter_table = OFF;

CREATE VIEW line AS SELECT id, title || ' ' || body AS text FROM note;

INSERT INTO search (search) VALUES ('rebuild');

-- hazards
rewrites-table note
rewrites-table search
