-- from
CREATE FUNCTION f() RETURNS integer LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
CREATE TABLE a (id integer PRIMARY KEY REFERENCES a (id), n integer DEFAULT f());
CREATE TABLE b (a_id integer REFERENCES a (id)) INHERITS (a);

-- to

-- up
-- drop-table: the rows of 'b' are lost
DROP TABLE b;

-- drop-table: the rows of 'a' are lost
DROP TABLE a;

DROP FUNCTION f();
