-- from


-- to
CREATE TABLE a (id integer) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF a DEFAULT;
CREATE INDEX a1_id_idx ON a1 (id DESC);
CREATE INDEX a_id_idx ON a (id);

-- up
CREATE TABLE a (
  id integer
) PARTITION BY LIST (id);

CREATE TABLE a1 PARTITION OF a DEFAULT;

CREATE INDEX a1_id_idx ON a1 USING btree (id DESC);

CREATE INDEX a_id_idx ON a USING btree (id);
