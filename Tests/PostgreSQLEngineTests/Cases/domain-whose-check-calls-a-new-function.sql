-- from
CREATE FUNCTION is_fine(v text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE
  AS 'BEGIN RETURN is_long(v); END';
CREATE DOMAIN checked AS text CONSTRAINT fine CHECK (is_fine(VALUE));
CREATE TABLE a (id integer PRIMARY KEY);

-- to
CREATE FUNCTION is_long(v text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT length(v) > 0';
CREATE FUNCTION is_fine(v text) RETURNS boolean LANGUAGE plpgsql IMMUTABLE
  AS 'BEGIN RETURN is_long(v); END';
CREATE DOMAIN checked AS text CONSTRAINT fine CHECK (is_fine(VALUE));
CREATE TABLE a (id integer PRIMARY KEY, name checked DEFAULT 'ok');

-- up
SET LOCAL check_function_bodies = off;

CREATE FUNCTION is_long(v text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT length(v) > 0$function$;

-- rewrites-table: all rows of 'a' are written again
ALTER TABLE a ADD COLUMN name checked DEFAULT 'ok'::text;
