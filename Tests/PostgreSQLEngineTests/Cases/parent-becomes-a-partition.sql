-- from
CREATE TABLE p (id integer) PARTITION BY LIST (id);
CREATE TABLE a (id integer);
CREATE TABLE b (n integer) INHERITS (a);

-- to
CREATE TABLE p (id integer) PARTITION BY LIST (id);
CREATE TABLE a PARTITION OF p DEFAULT;
CREATE TABLE b (id integer, n integer);

-- up
ALTER TABLE b NO INHERIT a;

ALTER TABLE p ATTACH PARTITION a DEFAULT;
