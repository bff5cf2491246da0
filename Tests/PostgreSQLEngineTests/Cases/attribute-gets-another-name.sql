-- from
CREATE TYPE address AS (street text, zip text, nr int);
CREATE TYPE typed AS (id int, name text);
CREATE TABLE p (id int PRIMARY KEY, a address, b address[]);
CREATE TABLE t OF typed;
CREATE TABLE kept (x text);

-- renames
address.zip code
address.nr zip
typed.name label
typed kind

-- to
CREATE TYPE address AS (street text, code text, zip int);
CREATE TYPE kind AS (id int, label text);
CREATE TABLE p (id int PRIMARY KEY, a address, b address[]);
CREATE TABLE t OF kind;
CREATE TABLE kept (x text);

-- up
ALTER TYPE address RENAME ATTRIBUTE zip TO code;

ALTER TYPE address RENAME ATTRIBUTE nr TO zip;

ALTER TYPE typed RENAME ATTRIBUTE name TO label CASCADE;

ALTER TYPE typed RENAME TO kind;
