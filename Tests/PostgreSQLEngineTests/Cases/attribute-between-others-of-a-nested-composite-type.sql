-- from
CREATE TYPE part AS (name text, weight integer);
CREATE TYPE thing AS (label text, parts part[], main part);
CREATE TABLE a (id integer PRIMARY KEY, it thing, all_of_it thing[]);

-- to
CREATE TYPE part AS (weight integer, name text);
CREATE TYPE thing AS (label text, parts part[], main part);
CREATE TABLE a (id integer PRIMARY KEY, it thing, all_of_it thing[]);

-- up
SET LOCAL check_function_bodies = off;

ALTER TYPE part RENAME TO _migrate_part;

CREATE TYPE part AS (weight integer, name text);

CREATE FUNCTION _migrate_row_part(_migrate_part) RETURNS part LANGUAGE sql STRICT AS
'SELECT ($1).weight, ($1).name';

CREATE CAST (_migrate_part AS part) WITH FUNCTION _migrate_row_part(_migrate_part);

ALTER TYPE thing RENAME TO _migrate_thing;

CREATE TYPE thing AS (label text, parts part[], main part);

CREATE FUNCTION _migrate_row_thing(_migrate_thing) RETURNS thing LANGUAGE sql STRICT AS
'SELECT ($1).label, ($1).parts::part[], ($1).main::part';

CREATE CAST (_migrate_thing AS thing) WITH FUNCTION _migrate_row_thing(_migrate_thing);

-- rewrites-table: all rows of 'a' are written again
ALTER TABLE a ALTER COLUMN all_of_it TYPE thing[] USING all_of_it::thing[];

-- rewrites-table: all rows of 'a' are written again
ALTER TABLE a ALTER COLUMN it TYPE thing USING it::thing;

DROP CAST (_migrate_thing AS thing);

DROP FUNCTION _migrate_row_thing(_migrate_thing);

DROP TYPE _migrate_thing;

DROP CAST (_migrate_part AS part);

DROP FUNCTION _migrate_row_part(_migrate_part);

DROP TYPE _migrate_part;
