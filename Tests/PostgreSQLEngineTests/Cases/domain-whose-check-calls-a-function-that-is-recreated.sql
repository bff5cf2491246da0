-- from
CREATE FUNCTION is_fine(v text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT length(v) > 0';
CREATE DOMAIN checked AS text DEFAULT 'x' CONSTRAINT fine CHECK (is_fine(VALUE)) CONSTRAINT short CHECK (length(VALUE) < 9);
CREATE TABLE a (id integer PRIMARY KEY, name checked, other text CHECK (is_fine(other)));

-- to
CREATE FUNCTION is_fine(word text) RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT length(word) > 0';
CREATE DOMAIN checked AS text DEFAULT 'y' CONSTRAINT fine CHECK (is_fine(VALUE)) CONSTRAINT short CHECK (length(VALUE) < 9);
CREATE TABLE a (id integer PRIMARY KEY, name checked, other text CHECK (is_fine(other)));

-- up
SET LOCAL check_function_bodies = off;

ALTER TABLE a DROP CONSTRAINT a_other_check;

ALTER DOMAIN checked DROP CONSTRAINT fine;

DROP FUNCTION is_fine(text);

CREATE FUNCTION is_fine(word text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE
AS $function$SELECT length(word) > 0$function$;

ALTER DOMAIN checked SET DEFAULT 'y'::text;

ALTER DOMAIN checked ADD CONSTRAINT fine CHECK (is_fine(VALUE));

ALTER TABLE a ADD CONSTRAINT a_other_check CHECK (is_fine(other));
