-- from
CREATE TYPE t AS (a integer, b text);
CREATE TABLE x OF t (PRIMARY KEY (a), b WITH OPTIONS DEFAULT 'q');
CREATE TABLE y (a integer, b text);

-- to
CREATE TYPE t AS (a bigint, b text, c date);
CREATE TABLE x OF t (PRIMARY KEY (a), b WITH OPTIONS DEFAULT 'q');
CREATE TABLE y OF t;

-- up
ALTER TABLE x NOT OF;

-- rewrites-table: all rows of 'x' are written again
ALTER TABLE x ALTER COLUMN a TYPE bigint;

ALTER TABLE x ADD COLUMN c date;

-- rewrites-table: all rows of 'y' are written again
ALTER TABLE y ALTER COLUMN a TYPE bigint;

ALTER TABLE y ADD COLUMN c date;

DROP TYPE t;

CREATE TYPE t AS (a bigint, b text, c date);

ALTER TABLE x OF t;

ALTER TABLE y OF t;
