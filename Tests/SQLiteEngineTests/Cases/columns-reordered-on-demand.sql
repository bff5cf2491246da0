-- from
CREATE TABLE a (x INTEGER, y INTEGER);

-- to
CREATE TABLE a (y INTEGER, x INTEGER);

-- rows
INSERT INTO a VALUES (1, 2);

-- options column-order

-- up
CREATE TABLE _migrate_a (y INTEGER, x INTEGER);

INSERT INTO _migrate_a (rowid, y, x)
  SELECT rowid, y, x FROM a; DROP TABLE a;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_a RENAME TO a;

PRAGMA legacy_alter_table = OFF;

-- hazards
rewrites-table a
