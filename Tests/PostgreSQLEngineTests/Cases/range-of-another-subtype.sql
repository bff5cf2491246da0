-- from
CREATE TYPE span AS RANGE (subtype = integer);
CREATE TABLE a (id integer PRIMARY KEY, s span);

-- to
CREATE TYPE span AS RANGE (subtype = numeric);
CREATE TABLE a (id integer PRIMARY KEY, s span);

-- up
ALTER TYPE span RENAME TO _migrate_span;

ALTER TYPE span_multirange RENAME TO _migrate_span_multirange;

ALTER FUNCTION span(integer, integer) RENAME TO _migrate_span;

ALTER FUNCTION span(integer, integer, text) RENAME TO _migrate_span;

ALTER FUNCTION span_multirange() RENAME TO _migrate_span_multirange;

ALTER FUNCTION span_multirange(_migrate_span) RENAME TO _migrate_span_multirange;

ALTER FUNCTION span_multirange(_migrate_span[]) RENAME TO _migrate_span_multirange;

CREATE TYPE span AS RANGE (SUBTYPE = numeric, MULTIRANGE_TYPE_NAME = span_multirange);

-- rewrites-table: all rows of 'a' are written again
ALTER TABLE a ALTER COLUMN s TYPE span USING s::text::span;

DROP TYPE _migrate_span;
