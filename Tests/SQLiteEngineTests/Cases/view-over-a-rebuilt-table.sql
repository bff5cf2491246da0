-- from
CREATE TABLE sale (id INTEGER PRIMARY KEY, cents INTEGER);
CREATE VIEW total AS SELECT sum(cents) AS cents FROM sale;
CREATE VIEW unrelated AS SELECT 1 AS one;

-- to
CREATE TABLE sale (id INTEGER PRIMARY KEY, cents INTEGER NOT NULL DEFAULT 0);
CREATE VIEW total AS SELECT sum(cents) AS cents FROM sale;
CREATE VIEW unrelated AS SELECT 1 AS one;

-- rows
INSERT INTO sale VALUES (1, 100);

-- up
DROP VIEW total;

CREATE TABLE _migrate_sale (id INTEGER PRIMARY KEY, cents INTEGER NOT NULL DEFAULT 0);

INSERT INTO _migrate_sale (id, cents)
  SELECT id, ifnull(cents, 0) FROM sale; DROP TABLE sale;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_sale RENAME TO sale;

PRAGMA legacy_alter_table = OFF;

CREATE VIEW total AS SELECT sum(cents) AS cents FROM sale;

-- hazards
rewrites-table sale
