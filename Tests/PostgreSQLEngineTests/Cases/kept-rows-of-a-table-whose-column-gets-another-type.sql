-- from
CREATE TABLE t (a integer);
CREATE MATERIALIZED VIEW v AS SELECT r AS x FROM t r;

-- to
CREATE TABLE t (a bigint);
CREATE MATERIALIZED VIEW v AS SELECT r AS x FROM t r;

-- up
DROP MATERIALIZED VIEW v;

-- rewrites-table: all rows of 't' are written again
ALTER TABLE t ALTER COLUMN a TYPE bigint;

CREATE MATERIALIZED VIEW v AS
 SELECT r.*::t AS x
   FROM t r;
