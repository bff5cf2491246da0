-- from
CREATE TABLE a (id bigint, n integer) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF a FOR VALUES IN (1);

-- to
CREATE TABLE a (id integer, n integer) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF a FOR VALUES IN (1);

-- up
ALTER TABLE a DETACH PARTITION a1;

-- rewrites-table: all rows of 'a1' are written again
-- fails-on-rows: rows of 'a1.id' can make it fail
ALTER TABLE a1 ALTER COLUMN id TYPE integer;

CREATE SCHEMA _migrate_a;

-- the table is recreated, and its rows are copied
ALTER TABLE a SET SCHEMA _migrate_a;

CREATE TABLE a (
  id integer,
  n integer
) PARTITION BY LIST (id);

-- fails-on-rows: rows of 'a1' can make it fail
ALTER TABLE a ATTACH PARTITION a1 FOR VALUES IN (1);

-- fails-on-rows: rows of 'a.id' can make it fail
INSERT INTO a (id, n)
  SELECT id, n FROM _migrate_a.a;

DROP TABLE _migrate_a.a;

DROP SCHEMA _migrate_a;
