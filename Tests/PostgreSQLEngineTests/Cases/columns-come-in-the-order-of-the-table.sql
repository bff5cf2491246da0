-- from
CREATE TABLE a (id integer PRIMARY KEY);

-- to
CREATE TABLE a (id integer PRIMARY KEY, zeta integer, alpha integer NOT NULL DEFAULT 3, mid text, twice integer GENERATED ALWAYS AS (beta * 2) STORED, beta integer);

-- up
