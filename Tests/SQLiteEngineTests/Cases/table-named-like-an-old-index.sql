-- from
CREATE TABLE a (x INTEGER, y INTEGER);
CREATE INDEX log ON a (x);

-- to
CREATE TABLE a (x INTEGER CHECK (x > 0), y INTEGER);
CREATE TABLE log (line TEXT);

-- rows
INSERT INTO a VALUES (1, 2);

-- up
DROP INDEX log;

CREATE TABLE log (line TEXT);

CREATE TABLE _migrate_a (x INTEGER CHECK (x > 0), y INTEGER);

INSERT INTO _migrate_a (rowid, x, y)
  SELECT rowid, x, y FROM a; DROP TABLE a;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_a RENAME TO a;

PRAGMA legacy_alter_table = OFF;

-- hazards
fails-on-rows a check (x > 0)
rewrites-table a
