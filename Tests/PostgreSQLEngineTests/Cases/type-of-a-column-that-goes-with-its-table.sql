-- from
CREATE TYPE span AS RANGE (SUBTYPE = numeric);
CREATE TABLE a (id integer, s span);

-- to
CREATE TYPE span AS RANGE (SUBTYPE = float8);
CREATE TABLE a (id integer, t span) PARTITION BY LIST (id);

-- up
CREATE SCHEMA _migrate_a;

-- the table is recreated, and its rows are copied
-- drop-column: the values of 'a.s' are lost
ALTER TABLE a SET SCHEMA _migrate_a;

ALTER TYPE span RENAME TO _migrate_span;

ALTER TYPE span_multirange RENAME TO _migrate_span_multirange;

ALTER FUNCTION span(numeric, numeric) RENAME TO _migrate_span;

ALTER FUNCTION span(numeric, numeric, text) RENAME TO _migrate_span;

ALTER FUNCTION span_multirange() RENAME TO _migrate_span_multirange;

ALTER FUNCTION span_multirange(_migrate_span) RENAME TO _migrate_span_multirange;

ALTER FUNCTION span_multirange(_migrate_span[]) RENAME TO _migrate_span_multirange;

CREATE TYPE span AS RANGE (SUBTYPE = double precision, MULTIRANGE_TYPE_NAME = span_multirange);

CREATE TABLE a (
  id integer,
  t span
) PARTITION BY LIST (id);

-- fails-on-rows: rows can make it fail
INSERT INTO a (id)
  SELECT id FROM _migrate_a.a;

DROP TABLE _migrate_a.a;

DROP SCHEMA _migrate_a;

DROP TYPE _migrate_span;
