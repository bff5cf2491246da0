-- from
CREATE FUNCTION f(n integer) RETURNS bigint LANGUAGE sql IMMUTABLE RETURN n;
CREATE TABLE a (id integer, n integer DEFAULT f(1), d integer GENERATED ALWAYS AS (f(id)) STORED, CHECK (f(id) > 0));

-- to
CREATE FUNCTION f(n integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN n;
CREATE TABLE a (id integer, n integer DEFAULT f(1), d integer GENERATED ALWAYS AS (f(id)) STORED, CHECK (f(id) > 0)) PARTITION BY LIST (id);

-- up
SET LOCAL check_function_bodies = off;

ALTER TABLE a DROP CONSTRAINT a_id_check;

ALTER TABLE a ALTER COLUMN n DROP DEFAULT;

ALTER TABLE a DROP COLUMN d;

DROP FUNCTION f(integer);

CREATE SCHEMA _migrate_a;

-- the table is recreated, and its rows are copied
ALTER TABLE a SET SCHEMA _migrate_a;

CREATE FUNCTION f(n integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
RETURN n;

CREATE TABLE a (
  id integer,
  n integer DEFAULT f(1),
  d integer GENERATED ALWAYS AS (f(id)) STORED,
  CONSTRAINT a_id_check CHECK ((f(id) > 0))
) PARTITION BY LIST (id);

-- fails-on-rows: rows can make it fail
INSERT INTO a (id, n)
  SELECT id, n FROM _migrate_a.a;

DROP TABLE _migrate_a.a;

DROP SCHEMA _migrate_a;
