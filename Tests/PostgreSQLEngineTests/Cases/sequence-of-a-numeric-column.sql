-- from
CREATE TABLE t (x numeric(10,2));

-- to
CREATE TABLE t (x numeric(10,2) DEFAULT 0);
CREATE SEQUENCE s OWNED BY t.x;

-- up
CREATE SEQUENCE s;

ALTER SEQUENCE s OWNED BY t.x;

SELECT setval('s', ceil(max(x))::bigint) FROM t HAVING max(x) > 0;

ALTER TABLE t ALTER COLUMN x SET DEFAULT 0;
