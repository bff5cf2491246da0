-- from
CREATE TABLE a (id integer, r regclass NOT NULL, u regtype UNIQUE NOT NULL);

-- to
CREATE TABLE a (id integer);

-- up
-- drop-column: the values of 'a.r' are lost
ALTER TABLE a DROP COLUMN r;

-- drop-column: the values of 'a.u' are lost
ALTER TABLE a DROP COLUMN u;
