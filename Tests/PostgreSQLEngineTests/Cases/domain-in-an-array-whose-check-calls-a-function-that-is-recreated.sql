-- from
CREATE FUNCTION is_fine(v text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT length(v) > 0';
CREATE DOMAIN checked AS text CONSTRAINT fine CHECK (is_fine(VALUE));
CREATE TABLE a (id integer PRIMARY KEY, names checked[]);

-- to
CREATE FUNCTION is_fine(word text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT length(word) > 0';
CREATE DOMAIN checked AS text CONSTRAINT fine CHECK (is_fine(VALUE));
CREATE TABLE a (id integer PRIMARY KEY, names checked[]);

-- up
SET LOCAL check_function_bodies = off;

ALTER DOMAIN checked DROP CONSTRAINT fine;

ALTER DOMAIN checked RENAME TO _migrate_checked;

DROP FUNCTION is_fine(text);

CREATE FUNCTION is_fine(word text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT length(word) > 0$function$;

CREATE DOMAIN checked AS text CONSTRAINT fine CHECK (is_fine(VALUE));

-- rewrites-table: all rows of 'a' are written again
ALTER TABLE a ALTER COLUMN names TYPE checked[] USING names::text[];

DROP DOMAIN _migrate_checked;
