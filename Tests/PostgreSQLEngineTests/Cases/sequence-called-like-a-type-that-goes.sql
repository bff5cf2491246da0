-- from
CREATE TYPE s AS ENUM ('a');
CREATE TABLE t (id integer, e s);

-- to
CREATE SEQUENCE s;
CREATE TABLE t (id integer);

-- up
-- drop-column: the values of 't.e' are lost
ALTER TABLE t DROP COLUMN e;

DROP TYPE s;

CREATE SEQUENCE s;
