-- from
CREATE TABLE a (id integer, kind integer) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF a FOR VALUES IN (1);
CREATE TABLE a2 PARTITION OF a DEFAULT;
CREATE INDEX one ON a (kind) WHERE kind > 1;
CREATE INDEX two ON a (kind);

-- to
CREATE UNLOGGED TABLE a (id integer, kind integer) PARTITION BY LIST (id);
CREATE TABLE a2 PARTITION OF a DEFAULT;
CREATE INDEX one ON a (kind) WHERE kind > 1;
CREATE INDEX two ON a (kind);

-- up
ALTER TABLE a DETACH PARTITION a2;

-- drop-table: the rows of 'a1' are lost
DROP TABLE a1;

CREATE SCHEMA _migrate_a;

-- the table is recreated, and its rows are copied
ALTER TABLE a SET SCHEMA _migrate_a;

CREATE UNLOGGED TABLE a (
  id integer,
  kind integer
) PARTITION BY LIST (id);

ALTER TABLE a ATTACH PARTITION a2 DEFAULT;

INSERT INTO a (id, kind)
  SELECT id, kind FROM _migrate_a.a;

DROP TABLE _migrate_a.a;

DROP SCHEMA _migrate_a;

CREATE INDEX one ON ONLY a USING btree (kind) WHERE (kind > 1);

ALTER INDEX one ATTACH PARTITION a2_kind_idx;

CREATE INDEX two ON ONLY a USING btree (kind);

ALTER INDEX two ATTACH PARTITION a2_kind_idx1;
