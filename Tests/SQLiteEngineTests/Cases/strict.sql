-- from
CREATE TABLE setting (key TEXT PRIMARY KEY NOT NULL, level INTEGER);

-- to
CREATE TABLE setting (key TEXT PRIMARY KEY NOT NULL, level INTEGER) STRICT;

-- rows
INSERT INTO setting VALUES ('b', 1);

-- up
CREATE TABLE _migrate_setting (key TEXT PRIMARY KEY NOT NULL, level INTEGER) STRICT;

INSERT INTO _migrate_setting (rowid, "key", level)
  SELECT rowid, "key", level FROM setting; DROP TABLE setting;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_setting RENAME TO setting;

PRAGMA legacy_alter_table = OFF;

-- hazards
fails-on-rows setting.key
fails-on-rows setting.level
rewrites-table setting
