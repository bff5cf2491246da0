-- from
CREATE TABLE a (id integer, kind integer) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF a FOR VALUES IN (1);
CREATE TABLE a2 PARTITION OF a DEFAULT;
CREATE INDEX one ON a (kind) WHERE kind > 1;
CREATE INDEX two ON a (kind);

-- to
CREATE TABLE a (id integer, kind bigint) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF a FOR VALUES IN (1);
CREATE TABLE a2 PARTITION OF a DEFAULT;
CREATE INDEX one ON a (kind) WHERE kind > 1;
CREATE INDEX two ON a (kind);

-- up
DROP INDEX two;

DROP INDEX one;

-- rewrites-table: all rows of 'a1' are written again
-- rewrites-table: all rows of 'a2' are written again
ALTER TABLE a ALTER COLUMN kind TYPE bigint;

CREATE INDEX a1_kind_idx ON a1 USING btree (kind) WHERE (kind > 1);

CREATE INDEX a1_kind_idx1 ON a1 USING btree (kind);

CREATE INDEX a2_kind_idx ON a2 USING btree (kind) WHERE (kind > 1);

CREATE INDEX one ON ONLY a USING btree (kind) WHERE (kind > 1);

ALTER INDEX one ATTACH PARTITION a1_kind_idx;

ALTER INDEX one ATTACH PARTITION a2_kind_idx;

CREATE INDEX a2_kind_idx1 ON a2 USING btree (kind);

CREATE INDEX two ON ONLY a USING btree (kind);

ALTER INDEX two ATTACH PARTITION a1_kind_idx1;

ALTER INDEX two ATTACH PARTITION a2_kind_idx1;
