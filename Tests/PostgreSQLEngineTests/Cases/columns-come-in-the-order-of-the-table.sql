-- from
CREATE TABLE a (id integer PRIMARY KEY);

-- to
CREATE TABLE a (id integer PRIMARY KEY, zeta integer, alpha integer NOT NULL DEFAULT 3, mid text, twice integer GENERATED ALWAYS AS (beta * 2) STORED, beta integer);

-- up
ALTER TABLE a ADD COLUMN beta integer;

ALTER TABLE a ADD COLUMN zeta integer;

ALTER TABLE a ADD COLUMN alpha integer DEFAULT 3 NOT NULL;

ALTER TABLE a ADD COLUMN mid text;

-- rewrites-table: all rows of 'a' are written again
ALTER TABLE a ADD COLUMN twice integer GENERATED ALWAYS AS ((beta * 2)) STORED;
