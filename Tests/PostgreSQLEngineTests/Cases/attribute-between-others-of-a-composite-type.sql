-- from
CREATE TYPE addr AS (street text, zip integer);
CREATE TABLE a (id integer PRIMARY KEY, home addr, past addr[]);

-- to
CREATE TYPE addr AS (street text, floor integer, zip text);
CREATE TABLE a (id integer PRIMARY KEY, home addr, past addr[]);

-- up
