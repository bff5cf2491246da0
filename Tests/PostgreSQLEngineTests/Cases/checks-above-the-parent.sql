-- from
CREATE TABLE a (id integer, name text, CONSTRAINT known CHECK (name <> '')) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF a DEFAULT PARTITION BY LIST (name);
CREATE INDEX ON a (name);

-- to
CREATE TABLE a (id integer, name text, CONSTRAINT known CHECK (name <> '')) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF a DEFAULT PARTITION BY LIST (name);
CREATE TABLE a11 PARTITION OF a1 FOR VALUES IN ('x');
CREATE INDEX ON a (name);
ALTER INDEX a11_name_idx RENAME TO by_name;

-- up
CREATE TABLE a11 (
  id integer,
  name text,
  CONSTRAINT known CHECK ((name <> ''::text))
);

CREATE INDEX by_name ON a11 USING btree (name);

ALTER TABLE a1 ATTACH PARTITION a11 FOR VALUES IN ('x');
