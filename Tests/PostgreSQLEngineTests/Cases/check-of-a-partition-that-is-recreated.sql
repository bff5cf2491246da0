-- from
CREATE TABLE a (id integer, name varchar(20)) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF a DEFAULT;
CREATE INDEX ON a (name);
ALTER INDEX a1_name_idx RENAME TO by_name;
ALTER TABLE a ADD CONSTRAINT known CHECK (id BETWEEN 1 AND 5 AND name IN ('x', 'y'));

-- to
CREATE TABLE a (id integer, name varchar(20)) PARTITION BY LIST (id);
CREATE UNLOGGED TABLE a1 PARTITION OF a DEFAULT;
CREATE INDEX ON a (name);
ALTER INDEX a1_name_idx RENAME TO by_name;
ALTER TABLE a ADD CONSTRAINT known CHECK (id BETWEEN 1 AND 5 AND name IN ('x', 'y'));

-- up
ALTER TABLE a DETACH PARTITION a1;

CREATE SCHEMA _migrate_a1;

-- the table is recreated, and its rows are copied
ALTER TABLE a1 SET SCHEMA _migrate_a1;

CREATE UNLOGGED TABLE a1 (
  id integer,
  name character varying(20),
  CONSTRAINT known CHECK (((id BETWEEN 1 AND 5) AND ((name)::text = ANY (ARRAY['x'::character varying, 'y'::character varying]))))
);

INSERT INTO a1 (id, name)
  SELECT id, name FROM _migrate_a1.a1;

DROP TABLE _migrate_a1.a1;

DROP SCHEMA _migrate_a1;

CREATE INDEX by_name ON a1 USING btree (name);

ALTER TABLE a ATTACH PARTITION a1 DEFAULT;
