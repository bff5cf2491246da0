-- from
CREATE TABLE a (x INTEGER, y INTEGER);

-- to
CREATE TABLE a (y INTEGER, x INTEGER);

-- rows
INSERT INTO a VALUES (1, 2);

-- up
