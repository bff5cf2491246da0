-- from
CREATE TYPE a AS ENUM ('x');
CREATE TYPE b AS (n int);
CREATE TABLE t (id int PRIMARY KEY, x a, y b);
CREATE VIEW v AS SELECT x FROM t;
CREATE TABLE w (n int);

-- renames
a b
b a
v w
w v

-- to
CREATE TYPE b AS ENUM ('x');
CREATE TYPE a AS (n int);
CREATE TABLE t (id int PRIMARY KEY, x b, y a);
CREATE VIEW w AS SELECT x FROM t;
CREATE TABLE v (n int);

-- up
ALTER TYPE a RENAME TO _migrate_a;

ALTER TYPE b RENAME TO a;

ALTER TYPE _migrate_a RENAME TO b;

ALTER VIEW v RENAME TO _migrate_v;

ALTER TABLE w RENAME TO v;

ALTER VIEW _migrate_v RENAME TO w;
