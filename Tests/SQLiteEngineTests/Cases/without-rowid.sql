-- from
CREATE TABLE setting (key TEXT PRIMARY KEY NOT NULL, value TEXT);

-- to
CREATE TABLE setting (key TEXT PRIMARY KEY NOT NULL, value TEXT) WITHOUT ROWID;

-- rows
INSERT INTO setting VALUES ('b', '1'), ('a', '2');

-- up
CREATE TABLE _migrate_setting (key TEXT PRIMARY KEY NOT NULL, value TEXT) WITHOUT ROWID;

-- drop-column: the values of 'setting.rowid' are lost
INSERT INTO _migrate_setting ("key", value)
  SELECT "key", value FROM setting; DROP TABLE setting;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_setting RENAME TO setting;

PRAGMA legacy_alter_table = OFF;

-- hazards
drop-column setting.rowid
rewrites-table setting
