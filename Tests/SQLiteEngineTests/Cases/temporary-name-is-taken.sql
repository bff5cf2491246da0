-- from
CREATE TABLE a (x INTEGER);
CREATE TABLE _migrate_a (x INTEGER);
CREATE INDEX __migrate_a ON a (x);

-- to
CREATE TABLE a (x INTEGER NOT NULL DEFAULT 0);
CREATE TABLE _migrate_a (x INTEGER);
CREATE INDEX __migrate_a ON a (x);

-- rows
INSERT INTO a VALUES (1);
INSERT INTO _migrate_a VALUES (2);

-- up
CREATE TABLE ___migrate_a (x INTEGER NOT NULL DEFAULT 0);

INSERT INTO ___migrate_a (rowid, x)
  SELECT rowid, ifnull(x, 0) FROM a; DROP TABLE a;

PRAGMA legacy_alter_table = ON;

ALTER TABLE ___migrate_a RENAME TO a;

PRAGMA legacy_alter_table = OFF;

CREATE INDEX __migrate_a ON a (x);

-- hazards
rewrites-table a
