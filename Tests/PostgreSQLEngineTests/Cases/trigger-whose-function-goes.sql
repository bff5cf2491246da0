-- from
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TABLE a (id bigint) PARTITION BY LIST (id);
CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW EXECUTE FUNCTION f();

-- to
CREATE TABLE a (id integer) PARTITION BY LIST (id);

-- up
DROP TRIGGER t ON a;

DROP FUNCTION f();

CREATE SCHEMA _migrate_a;

-- the table is recreated, and its rows are copied
ALTER TABLE a SET SCHEMA _migrate_a;

CREATE TABLE a (
  id integer
) PARTITION BY LIST (id);

-- fails-on-rows: rows of 'a.id' can make it fail
INSERT INTO a (id)
  SELECT id FROM _migrate_a.a;

DROP TABLE _migrate_a.a;

DROP SCHEMA _migrate_a;
