-- from
CREATE TABLE setting (key TEXT PRIMARY KEY NOT NULL, value TEXT);

-- to
CREATE TABLE setting (key TEXT PRIMARY KEY NOT NULL, value TEXT) WITHOUT ROWID;

-- rows
INSERT INTO setting VALUES ('b', '1'), ('a', '2');

-- up
CREATE TABLE _migrate_setting (key TEXT PRIMARY KEY NOT NULL, value TEXT) WITHOUT ROWID;

INSERT INTO _migrate_setting ("key", value)
  SELECT "key", value FROM setting;

DROP TABLE setting;

ALTER TABLE _migrate_setting RENAME TO setting;

-- hazards
rewrites-table setting
