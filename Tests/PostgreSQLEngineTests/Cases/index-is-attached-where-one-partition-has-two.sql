-- from


-- to
CREATE TABLE a (id integer, n integer) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF a FOR VALUES IN (1);
CREATE TABLE a2 PARTITION OF a FOR VALUES IN (2);
CREATE UNIQUE INDEX ON a1 (id, n DESC);
CREATE INDEX a_index ON a (id, n);

-- up
CREATE TABLE a (
  id integer,
  n integer
) PARTITION BY LIST (id);

CREATE TABLE a1 PARTITION OF a FOR VALUES IN (1);

CREATE TABLE a2 PARTITION OF a FOR VALUES IN (2);

CREATE UNIQUE INDEX a1_id_n_idx ON a1 USING btree (id, n DESC);

CREATE INDEX a1_id_n_idx1 ON a1 USING btree (id, n);

CREATE INDEX a2_id_n_idx ON a2 USING btree (id, n);

CREATE INDEX a_index ON ONLY a USING btree (id, n);

ALTER INDEX a_index ATTACH PARTITION a1_id_n_idx1;

ALTER INDEX a_index ATTACH PARTITION a2_id_n_idx;
