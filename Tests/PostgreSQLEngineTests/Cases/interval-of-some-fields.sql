-- from
CREATE TABLE a (id integer, i interval day to second(3) NOT NULL);

-- to
CREATE TABLE a (id integer);

-- up
-- drop-column: the values of 'a.i' are lost
ALTER TABLE a DROP COLUMN i;
