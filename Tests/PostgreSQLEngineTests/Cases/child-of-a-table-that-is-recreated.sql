-- from
CREATE TABLE b (id integer, n integer) PARTITION BY LIST (n);

-- to
CREATE TABLE b (id integer, n integer, PRIMARY KEY (id));
CREATE TABLE a (PRIMARY KEY (id)) INHERITS (b);

-- up
CREATE SCHEMA _migrate_b;

-- the table is recreated, and its rows are copied
ALTER TABLE b SET SCHEMA _migrate_b;

CREATE TABLE b (
  id integer PRIMARY KEY,
  n integer
);

CREATE TABLE a (
  PRIMARY KEY (id)
)
INHERITS (b);

-- fails-on-rows: rows of 'b(id)' can make it fail
-- fails-on-rows: rows of 'b.id' can make it fail
INSERT INTO b (id, n)
  SELECT id, n FROM _migrate_b.b;

DROP TABLE _migrate_b.b;

DROP SCHEMA _migrate_b;
