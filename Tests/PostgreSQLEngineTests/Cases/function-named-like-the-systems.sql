-- from
CREATE TABLE a (id integer);

-- to
CREATE TABLE a (id integer);
CREATE FUNCTION public.abs(integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT $1';

-- up
SET LOCAL check_function_bodies = off;

CREATE FUNCTION abs(integer)
 RETURNS integer
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT $1$function$;
