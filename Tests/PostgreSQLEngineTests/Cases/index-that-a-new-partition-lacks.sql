-- from
CREATE TABLE a (id integer, n integer) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF a FOR VALUES IN (1);
CREATE INDEX a_n ON ONLY a (n);

-- to
CREATE TABLE a (id integer, n integer) PARTITION BY LIST (id);
CREATE TABLE a2 PARTITION OF a FOR VALUES IN (2);
CREATE INDEX a_n ON ONLY a (n);

-- up
-- drop-table: the rows of 'a1' are lost
DROP TABLE a1;

DROP INDEX a_n;

CREATE TABLE a2 PARTITION OF a FOR VALUES IN (2);

CREATE INDEX a_n ON ONLY a USING btree (n);
