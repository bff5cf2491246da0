-- from
CREATE TYPE mood AS ENUM ('calm');
CREATE TABLE a (id integer, m mood[]);

-- to
CREATE TYPE mood AS ENUM ('calm');
CREATE TABLE a (id integer, m interval);

-- up
-- rewrites-table: all rows of 'a' are written again
-- fails-on-rows: rows can make it fail
ALTER TABLE a ALTER COLUMN m TYPE interval USING m[1]::text::interval;
