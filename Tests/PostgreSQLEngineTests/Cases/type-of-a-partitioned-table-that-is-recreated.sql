-- from
CREATE TYPE kind AS RANGE (subtype = date);
CREATE TABLE a (id integer, b kind) PARTITION BY HASH (id);
CREATE TABLE a0 PARTITION OF a FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE a1 PARTITION OF a FOR VALUES WITH (MODULUS 2, REMAINDER 1);

-- to
CREATE TYPE kind AS RANGE (subtype = timestamp);
CREATE TABLE a (id integer, b kind);

-- up
CREATE SCHEMA _migrate_a;

-- the table is recreated, and its rows are copied
ALTER TABLE a SET SCHEMA _migrate_a;

ALTER TYPE kind RENAME TO _migrate_kind;

ALTER TYPE kind_multirange RENAME TO _migrate_kind_multirange;

ALTER FUNCTION kind(date, date) RENAME TO _migrate_kind;

ALTER FUNCTION kind(date, date, text) RENAME TO _migrate_kind;

ALTER FUNCTION kind_multirange() RENAME TO _migrate_kind_multirange;

ALTER FUNCTION kind_multirange(_migrate_kind) RENAME TO _migrate_kind_multirange;

ALTER FUNCTION kind_multirange(_migrate_kind[]) RENAME TO _migrate_kind_multirange;

CREATE TYPE kind AS RANGE (SUBTYPE = timestamp without time zone, MULTIRANGE_TYPE_NAME = kind_multirange);

CREATE TABLE a (
  id integer,
  b kind
);

INSERT INTO a (id, b)
  SELECT id, b::text::kind FROM _migrate_a.a;

DROP TABLE _migrate_a.a;

DROP SCHEMA _migrate_a;

DROP TYPE _migrate_kind;
