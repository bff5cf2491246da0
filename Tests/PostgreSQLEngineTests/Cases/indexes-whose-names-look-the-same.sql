-- from


-- to
CREATE TABLE a (id integer, kind integer) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF a DEFAULT;
CREATE INDEX "é" ON a (id);
CREATE INDEX "é" ON ONLY a (kind);

-- up
CREATE TABLE a (
  id integer,
  kind integer
) PARTITION BY LIST (id);

CREATE TABLE a1 PARTITION OF a DEFAULT;

CREATE INDEX "é" ON ONLY a USING btree (kind);

CREATE INDEX "é" ON a USING btree (id);
