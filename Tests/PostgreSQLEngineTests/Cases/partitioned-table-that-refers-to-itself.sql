-- from
CREATE TABLE a (id bigint PRIMARY KEY REFERENCES a (id)) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF a FOR VALUES IN (1);
CREATE TABLE a2 PARTITION OF a FOR VALUES IN (2);

-- to
CREATE TABLE a (id integer PRIMARY KEY REFERENCES a (id)) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF a FOR VALUES IN (1);

-- up
ALTER TABLE a DROP CONSTRAINT a_id_fkey;

ALTER TABLE a DETACH PARTITION a1;

ALTER TABLE a1 DROP CONSTRAINT IF EXISTS a_id_fkey;

ALTER TABLE a1 DROP CONSTRAINT IF EXISTS a1_pkey;

-- rewrites-table: all rows of 'a1' are written again
-- fails-on-rows: rows of 'a1.id' can make it fail
ALTER TABLE a1 ALTER COLUMN id TYPE integer;

-- drop-table: the rows of 'a2' are lost
DROP TABLE a2;

CREATE SCHEMA _migrate_a;

-- the table is recreated, and its rows are copied
ALTER TABLE a SET SCHEMA _migrate_a;

CREATE TABLE a (
  id integer REFERENCES a(id) PRIMARY KEY
) PARTITION BY LIST (id);

-- fails-on-rows: rows of 'a1' can make it fail
ALTER TABLE a ATTACH PARTITION a1 FOR VALUES IN (1);

-- fails-on-rows: rows of 'a.id' can make it fail
INSERT INTO a (id)
  SELECT id FROM _migrate_a.a;

DROP TABLE _migrate_a.a;

DROP SCHEMA _migrate_a;
