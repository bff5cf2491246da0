-- from
CREATE TABLE a (id serial, n integer) PARTITION BY LIST (n);
CREATE TABLE b PARTITION OF a FOR VALUES IN (1) PARTITION BY LIST (id);

-- to
CREATE TABLE b (id serial, n integer) PARTITION BY LIST (n);
CREATE TABLE a PARTITION OF b FOR VALUES IN (1) PARTITION BY LIST (id);

-- up
ALTER TABLE a DETACH PARTITION b;

CREATE SCHEMA _migrate_b;

-- the table is recreated, and its rows are copied
ALTER TABLE b SET SCHEMA _migrate_b;

CREATE TABLE b (
  id serial NOT NULL,
  n integer
) PARTITION BY LIST (n);

CREATE SCHEMA _migrate_a;

-- the table is recreated, and its rows are copied
ALTER TABLE a SET SCHEMA _migrate_a;

CREATE TABLE a PARTITION OF b FOR VALUES IN (1) PARTITION BY LIST (id);

INSERT INTO b (id, n)
  SELECT id, n FROM _migrate_b.b;

DROP TABLE _migrate_b.b;

DROP SCHEMA _migrate_b;

INSERT INTO a (id, n)
  SELECT id, n FROM _migrate_a.a;

DROP TABLE _migrate_a.a;

DROP SCHEMA _migrate_a;
