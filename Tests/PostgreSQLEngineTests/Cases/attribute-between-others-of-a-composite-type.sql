-- from
CREATE TYPE addr AS (street text, zip integer);
CREATE TABLE a (id integer PRIMARY KEY, home addr, past addr[]);

-- to
CREATE TYPE addr AS (street text, floor integer, zip text);
CREATE TABLE a (id integer PRIMARY KEY, home addr, past addr[]);

-- up
SET LOCAL check_function_bodies = off;

ALTER TYPE addr RENAME TO _migrate_addr;

CREATE TYPE addr AS (street text, floor integer, zip text);

CREATE FUNCTION _migrate_row_addr(_migrate_addr) RETURNS addr LANGUAGE sql STRICT AS
'SELECT ($1).street, NULL::integer, ($1).zip';

CREATE CAST (_migrate_addr AS addr) WITH FUNCTION _migrate_row_addr(_migrate_addr);

-- rewrites-table: all rows of 'a' are written again
ALTER TABLE a ALTER COLUMN home TYPE addr USING home::addr;

-- rewrites-table: all rows of 'a' are written again
ALTER TABLE a ALTER COLUMN past TYPE addr[] USING past::addr[];

DROP CAST (_migrate_addr AS addr);

DROP FUNCTION _migrate_row_addr(_migrate_addr);

DROP TYPE _migrate_addr;
