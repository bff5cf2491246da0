-- from
CREATE TYPE addr AS (street text, zip integer, floor integer);
CREATE TABLE a (id integer PRIMARY KEY, home addr, past addr[]);
CREATE VIEW homes AS SELECT (a.home).street FROM a JOIN a AS b USING (id);

-- to
CREATE TYPE addr AS (street text, zip text, country text);
CREATE TABLE a (id integer PRIMARY KEY, home addr, past addr[]);
CREATE VIEW homes AS SELECT (a.home).street, (a.home).country FROM a JOIN a AS b USING (id);

-- up
DROP VIEW homes;

ALTER TYPE addr RENAME TO _migrate_addr;

CREATE TYPE addr AS (street text, zip text, floor integer);

-- rewrites-table: all rows of 'a' are written again
ALTER TABLE a ALTER COLUMN home TYPE addr USING home::text::addr;

-- rewrites-table: all rows of 'a' are written again
ALTER TABLE a ALTER COLUMN past TYPE addr[] USING past::text[]::addr[];

ALTER TYPE addr DROP ATTRIBUTE floor, ADD ATTRIBUTE country text;

DROP TYPE _migrate_addr;

CREATE VIEW homes AS
 SELECT (a.home).street AS street,
    (a.home).country AS country
   FROM (a
     JOIN a b USING (id));
