-- from
CREATE TABLE visit (page TEXT, rowid TEXT);

-- to
CREATE TABLE visit (page TEXT NOT NULL DEFAULT '', rowid TEXT);

-- rows
INSERT INTO visit (_rowid_, page) VALUES (3, 'a'), (8, 'b');

-- up
CREATE TABLE _migrate_visit (page TEXT NOT NULL DEFAULT '', rowid TEXT);

INSERT INTO _migrate_visit (_rowid_, page, rowid)
  SELECT _rowid_, ifnull(page, ''), rowid FROM visit; DROP TABLE visit;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_visit RENAME TO visit;

PRAGMA legacy_alter_table = OFF;

-- hazards
rewrites-table visit
