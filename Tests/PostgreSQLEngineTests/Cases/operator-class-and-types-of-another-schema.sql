-- from
CREATE SCHEMA x;
CREATE TYPE x.mood AS ENUM ('a', 'b');
CREATE TABLE a (n integer, m x.mood);

-- to
CREATE SCHEMA x;
CREATE TYPE x.mood AS ENUM ('a', 'b', 'c');
CREATE FUNCTION x.compare(integer, integer) RETURNS integer LANGUAGE sql IMMUTABLE
  AS 'SELECT sign($2 - $1)::integer';
CREATE OPERATOR CLASS x.downwards FOR TYPE integer USING btree AS
  OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <,
  FUNCTION 1 x.compare(integer, integer);
CREATE COLLATION x.plain FROM "C";
CREATE TYPE x.span AS RANGE (SUBTYPE = integer, SUBTYPE_OPCLASS = x.downwards);
CREATE TYPE words AS RANGE (SUBTYPE = text, COLLATION = x.plain);
CREATE TABLE a (n integer, m x.mood, s x.span, w words);
CREATE INDEX i ON a (n x.downwards);

-- up
SET LOCAL check_function_bodies = off;

CREATE COLLATION x.plain (provider = libc, locale = 'C');

CREATE TYPE words AS RANGE (SUBTYPE = text, COLLATION = x.plain, MULTIRANGE_TYPE_NAME = words_multirange);

ALTER TYPE x.mood ADD VALUE 'c';

CREATE FUNCTION x.compare(integer, integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT sign($2 - $1)::integer$function$;

CREATE OPERATOR CLASS x.downwards FOR TYPE integer USING btree AS
  OPERATOR 1 >(integer,integer),
  OPERATOR 2 >=(integer,integer),
  OPERATOR 3 =(integer,integer),
  OPERATOR 4 <=(integer,integer),
  OPERATOR 5 <(integer,integer),
  FUNCTION 1 (integer, integer) x.compare(integer,integer);

CREATE TYPE x.span AS RANGE (SUBTYPE = integer, SUBTYPE_OPCLASS = x.downwards, MULTIRANGE_TYPE_NAME = x.span_multirange);

ALTER TABLE a ADD COLUMN s x.span;

ALTER TABLE a ADD COLUMN w words;

CREATE INDEX i ON a USING btree (n x.downwards);
