-- from
CREATE TABLE a (id integer PRIMARY KEY) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF a FOR VALUES IN (1);
CREATE TABLE a2 PARTITION OF a FOR VALUES IN (2);
CREATE TABLE b (a_id integer REFERENCES a (id));

-- to
CREATE TABLE a (id integer PRIMARY KEY) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF a FOR VALUES IN (1);
CREATE TABLE b (a_id integer REFERENCES a (id));

-- up
-- fails-on-rows: rows can make it fail
ALTER TABLE a DETACH PARTITION a2;

-- drop-table: the rows of 'a2' are lost
DROP TABLE a2;
