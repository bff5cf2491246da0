-- from
CREATE TYPE mood AS ENUM ('a\b', 'it''s');
CREATE TABLE a (id integer, m mood NOT NULL);

-- to
CREATE TYPE mood AS ENUM ('a\b', 'it''s');
CREATE TABLE a (id integer);

-- up
-- drop-column: the values of 'a.m' are lost
ALTER TABLE a DROP COLUMN m;
