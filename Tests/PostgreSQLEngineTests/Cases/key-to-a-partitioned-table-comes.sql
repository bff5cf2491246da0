-- from
CREATE TABLE a (id integer PRIMARY KEY) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF a FOR VALUES IN (1);
CREATE TABLE a2 PARTITION OF a FOR VALUES IN (2);
CREATE TABLE b (a_id integer);

-- to
CREATE TABLE a (id integer PRIMARY KEY) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF a FOR VALUES IN (1);
CREATE TABLE b (a_id integer REFERENCES a (id));

-- up
-- drop-table: the rows of 'a2' are lost
DROP TABLE a2;

-- fails-on-rows: rows of 'b(a_id)' can make it fail
-- fails-on-rows: rows can make it fail
ALTER TABLE b ADD CONSTRAINT b_a_id_fkey FOREIGN KEY (a_id) REFERENCES a(id);
