-- from
CREATE TABLE pay (id INTEGER PRIMARY KEY, a INT, b TEXT, c ANY, d REAL) STRICT;

-- to
CREATE TABLE pay (id INTEGER PRIMARY KEY, a REAL, b INTEGER, c ANY, d ANY) STRICT;

-- rows
INSERT INTO pay VALUES (1, 2, '3', 'x', 1.5);

-- up
CREATE TABLE _migrate_pay (id INTEGER PRIMARY KEY, a REAL, b INTEGER, c ANY, d ANY) STRICT;

INSERT INTO _migrate_pay (id, a, b, c, d)
  SELECT id, a, b, c, d FROM pay; DROP TABLE pay;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_pay RENAME TO pay;

PRAGMA legacy_alter_table = OFF;

-- hazards
fails-on-rows pay.b
rewrites-table pay
