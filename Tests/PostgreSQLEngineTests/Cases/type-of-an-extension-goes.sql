-- from
CREATE EXTENSION citext;
CREATE TABLE a (id integer, n citext);

-- to
CREATE TABLE a (id integer, n text);

-- up
ALTER TABLE a ALTER COLUMN n TYPE text;

DROP EXTENSION citext;
