-- from
CREATE FUNCTION is_more(integer, integer) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT $1 < $2';
CREATE OPERATOR public.> (FUNCTION = is_more, LEFTARG = integer, RIGHTARG = integer);
COMMENT ON OPERATOR public.> (integer, integer) IS 'odd';
CREATE TABLE a (n integer, CHECK (n OPERATOR(public.>) 3));

-- to
CREATE TABLE a (n integer);

-- up
ALTER TABLE a DROP CONSTRAINT a_n_check;

DROP OPERATOR public.> (integer, integer);

DROP FUNCTION is_more(integer, integer);
