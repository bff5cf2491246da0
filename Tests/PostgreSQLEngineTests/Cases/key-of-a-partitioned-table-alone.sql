-- from
CREATE TABLE a (id integer NOT NULL, n integer NOT NULL) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF a FOR VALUES IN (1);
ALTER TABLE ONLY a ADD CONSTRAINT a_id_n_key UNIQUE (id, n);

-- to
CREATE TABLE a (id integer NOT NULL, n integer NOT NULL) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF a FOR VALUES IN (1);
ALTER TABLE a ADD CONSTRAINT a_id_n_key UNIQUE (id, n);

-- up
ALTER TABLE a DROP CONSTRAINT a_id_n_key;

-- fails-on-rows: rows can make it fail
ALTER TABLE a ADD CONSTRAINT a_id_n_key UNIQUE (id, n);
