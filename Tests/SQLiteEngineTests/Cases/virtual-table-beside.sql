-- from
CREATE TABLE sale (id INTEGER PRIMARY KEY, cents INTEGER);
CREATE VIRTUAL TABLE search USING fts5(title, body);

-- to
CREATE TABLE sale (id INTEGER PRIMARY KEY, cents INTEGER NOT NULL DEFAULT 0);
CREATE VIRTUAL TABLE search USING fts5(title, body);

-- rows
INSERT INTO sale VALUES (1, 100);
INSERT INTO search VALUES ('a', 'some words');

-- up
CREATE TABLE _migrate_sale (id INTEGER PRIMARY KEY, cents INTEGER NOT NULL DEFAULT 0);

INSERT INTO _migrate_sale (id, cents)
  SELECT id, ifnull(cents, 0) FROM sale; DROP TABLE sale;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_sale RENAME TO sale;

PRAGMA legacy_alter_table = OFF;

-- hazards
rewrites-table sale
