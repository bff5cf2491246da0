-- What the rows of a trial do not show: the values of the attribute may be refused, or others.

-- from
CREATE TYPE c AS (x text, y numeric);
CREATE TABLE t (id integer PRIMARY KEY, a c);

-- to
CREATE TYPE c AS (x varchar(3), y numeric(5,1));
CREATE TABLE t (id integer PRIMARY KEY, a c);

-- up
ALTER TYPE c RENAME TO _migrate_c;

CREATE TYPE c AS (x character varying(3), y numeric(5,1));

-- rewrites-table: all rows of 't' are written again
-- fails-on-rows: rows of 't.a' can make it fail
ALTER TABLE t ALTER COLUMN a TYPE c USING a::text::c;

DROP TYPE _migrate_c;
