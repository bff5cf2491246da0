-- from
CREATE TABLE a (x integer, y integer);
CREATE STATISTICS s ON x, y FROM a;

-- to
CREATE TABLE a (y integer, x integer);
CREATE STATISTICS s ON x, y FROM a;

-- up
