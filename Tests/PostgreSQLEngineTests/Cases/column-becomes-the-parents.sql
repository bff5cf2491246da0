-- from
CREATE TABLE a (id integer);
CREATE TABLE b (n integer) INHERITS (a);

-- to
CREATE TABLE a (id integer, n integer);
CREATE TABLE b () INHERITS (a);

-- up
CREATE SCHEMA _migrate_b;

-- the table is recreated, and its rows are copied
ALTER TABLE b SET SCHEMA _migrate_b;

ALTER TABLE _migrate_b.b NO INHERIT a;

ALTER TABLE a ADD COLUMN n integer;

CREATE TABLE b ()
INHERITS (a);

INSERT INTO b (id, n)
  SELECT id, n FROM _migrate_b.b;

DROP TABLE _migrate_b.b;

DROP SCHEMA _migrate_b;
