-- from
CREATE TYPE part AS (name text, weight integer);
CREATE TYPE thing AS (label text, parts part[], main part);
CREATE TABLE a (id integer PRIMARY KEY, it thing, all_of_it thing[]);

-- to
CREATE TYPE part AS (weight integer, name text);
CREATE TYPE thing AS (label text, parts part[], main part);
CREATE TABLE a (id integer PRIMARY KEY, it thing, all_of_it thing[]);

-- up
