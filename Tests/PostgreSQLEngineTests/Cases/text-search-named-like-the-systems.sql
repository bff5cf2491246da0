-- from
CREATE TEXT SEARCH CONFIGURATION public.english (PARSER = pg_catalog."default");
CREATE OPERATOR CLASS public.int4_ops FOR TYPE integer USING btree AS OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 btint4cmp(integer, integer);

-- to
CREATE TABLE a (n integer);

-- up
DROP OPERATOR FAMILY public.int4_ops USING btree;

CREATE TABLE a (
  n integer
);

DROP TEXT SEARCH CONFIGURATION public.english;
