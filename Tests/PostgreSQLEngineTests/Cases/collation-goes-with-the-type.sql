-- from
CREATE TYPE mood AS ENUM ('glad', 'sad');
CREATE TABLE a (m text COLLATE "C", n integer);

-- to
CREATE TYPE mood AS ENUM ('glad', 'sad');
CREATE TABLE a (m integer[], n integer);

-- up
-- rewrites-table: all rows of 'a' are written again
-- fails-on-rows: rows can make it fail
ALTER TABLE a ALTER COLUMN m TYPE integer[] USING ARRAY[m]::integer[];
