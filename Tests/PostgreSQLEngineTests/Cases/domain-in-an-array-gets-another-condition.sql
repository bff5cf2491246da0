-- from
CREATE DOMAIN digits AS text CHECK (VALUE ~ '^\d+$');
CREATE TABLE a (id integer PRIMARY KEY, n digits DEFAULT '0', more digits[]);

-- to
CREATE DOMAIN digits AS text CHECK (VALUE ~ '^[0-9.]+$');
CREATE TABLE a (id integer PRIMARY KEY, n digits DEFAULT '0', more digits[]);

-- up
ALTER TABLE a ALTER COLUMN n DROP DEFAULT;

ALTER DOMAIN digits RENAME TO _migrate_digits;

CREATE DOMAIN digits AS text CONSTRAINT digits_check CHECK ((VALUE ~ '^[0-9.]+$'::text));

-- rewrites-table: all rows of 'a' are written again
ALTER TABLE a ALTER COLUMN more TYPE digits[] USING more::text[];

-- rewrites-table: all rows of 'a' are written again
ALTER TABLE a ALTER COLUMN n TYPE digits USING n::text;

ALTER TABLE a ALTER COLUMN n SET DEFAULT '0'::text;

DROP DOMAIN _migrate_digits;
