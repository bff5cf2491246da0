-- from
CREATE TABLE a (id text UNIQUE);
CREATE TABLE b (number serial, price integer) INHERITS (a);
ALTER TABLE b ADD FOREIGN KEY (id) REFERENCES a (id);

-- to
CREATE TABLE a (id integer UNIQUE, price integer);
CREATE TABLE b (number serial) INHERITS (a);
ALTER TABLE b ADD FOREIGN KEY (id) REFERENCES a (id);

-- up
ALTER TABLE b DROP CONSTRAINT b_id_fkey;

ALTER SEQUENCE b_number_seq OWNED BY NONE;

CREATE SCHEMA _migrate_b;

-- the table is recreated, and its rows are copied
ALTER TABLE b SET SCHEMA _migrate_b;

ALTER TABLE _migrate_b.b NO INHERIT a;

-- cast-values: the values of 'a.id' are stored differently
-- rewrites-table: all rows of 'a' are written again
-- fails-on-rows: rows can make it fail
ALTER TABLE a ALTER COLUMN id TYPE integer USING id::integer;

ALTER TABLE a ADD COLUMN price integer;

CREATE TABLE b (
  number integer DEFAULT nextval('b_number_seq'::regclass) NOT NULL,
  FOREIGN KEY (id) REFERENCES a(id)
)
INHERITS (a);

-- cast-values: the values of 'b.id' are stored differently
INSERT INTO b (id, price, number)
  SELECT id::integer, price, number FROM _migrate_b.b;

DROP TABLE _migrate_b.b;

DROP SCHEMA _migrate_b;

ALTER SEQUENCE b_number_seq OWNED BY b.number;
