-- from
CREATE TABLE a (id serial) PARTITION BY LIST (id);
CREATE TABLE b PARTITION OF a DEFAULT;
ALTER TABLE a ADD CONSTRAINT one UNIQUE (id);

-- to
CREATE TABLE b (id serial) PARTITION BY LIST (id);
ALTER TABLE b ADD CONSTRAINT one UNIQUE (id);

-- up
ALTER TABLE a DETACH PARTITION b;

CREATE SCHEMA _migrate_b;

-- the table is recreated, and its rows are copied
ALTER TABLE b SET SCHEMA _migrate_b;

CREATE TABLE b (
  id serial NOT NULL
) PARTITION BY LIST (id);

-- fails-on-rows: rows can make it fail
INSERT INTO b (id)
  SELECT id FROM _migrate_b.b;

DROP TABLE _migrate_b.b;

DROP SCHEMA _migrate_b;

-- drop-table: the rows of 'a' are lost
DROP TABLE a;

-- fails-on-rows: rows of 'b(id)' can make it fail
ALTER TABLE b ADD CONSTRAINT one UNIQUE (id);
