-- from
CREATE TABLE a (id integer, n integer) PARTITION BY LIST (id);
CREATE UNIQUE INDEX a_id_n ON a (id, n);

-- to
CREATE TABLE a (id integer, n integer) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF a (UNIQUE (id, n)) FOR VALUES IN (1);
CREATE UNIQUE INDEX a_id_n ON a (id, n);

-- up
CREATE TABLE a1 (
  id integer,
  n integer,
  UNIQUE (id, n)
);

ALTER TABLE a ATTACH PARTITION a1 FOR VALUES IN (1);
