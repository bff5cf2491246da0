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
