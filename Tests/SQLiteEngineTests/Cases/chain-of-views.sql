-- from
CREATE TABLE sale (id INTEGER PRIMARY KEY, cents INTEGER);
CREATE VIEW big AS SELECT id, cents FROM sale WHERE cents > 99;
CREATE VIEW ask AS SELECT count(*) AS n FROM big;
CREATE VIEW zero AS SELECT n FROM ask;

-- to
CREATE TABLE sale (id INTEGER PRIMARY KEY, cents INTEGER NOT NULL DEFAULT 0);
CREATE VIEW big AS SELECT id, cents FROM sale WHERE cents > 99;
CREATE VIEW ask AS SELECT count(*) AS n FROM big;
CREATE VIEW zero AS SELECT n FROM ask;

-- rows
INSERT INTO sale VALUES (1, 100);

-- up
DROP VIEW zero;

DROP VIEW big;

DROP VIEW ask;

CREATE TABLE _migrate_sale (id INTEGER PRIMARY KEY, cents INTEGER NOT NULL DEFAULT 0);

INSERT INTO _migrate_sale (id, cents)
  SELECT id, ifnull(cents, 0) FROM sale; DROP TABLE sale;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_sale RENAME TO sale;

PRAGMA legacy_alter_table = OFF;

CREATE VIEW ask AS SELECT count(*) AS n FROM big;

CREATE VIEW big AS SELECT id, cents FROM sale WHERE cents > 99;

CREATE VIEW zero AS SELECT n FROM ask;

-- hazards
rewrites-table sale
