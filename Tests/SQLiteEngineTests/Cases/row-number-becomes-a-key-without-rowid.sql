-- from
CREATE TABLE doc (id INTEGER PRIMARY KEY, t TEXT);

-- to
CREATE TABLE doc (id INTEGER PRIMARY KEY, t TEXT) WITHOUT ROWID;

-- rows
INSERT INTO doc VALUES (3, 'a'), (8, 'b');

-- up
CREATE TABLE _migrate_doc (id INTEGER PRIMARY KEY, t TEXT) WITHOUT ROWID;

INSERT INTO _migrate_doc (id, t)
  SELECT id, t FROM doc; DROP TABLE doc;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_doc RENAME TO doc;

PRAGMA legacy_alter_table = OFF;

-- hazards
rewrites-table doc
