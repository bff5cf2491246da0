-- from
CREATE TABLE child (id integer);
CREATE TABLE grandchild (name text) INHERITS (child);

-- to
CREATE TABLE parent (id integer, CONSTRAINT known CHECK (id > 0));
CREATE TABLE child () INHERITS (parent);
CREATE TABLE grandchild (name text) INHERITS (child);

-- up
CREATE TABLE parent (
  id integer,
  CONSTRAINT known CHECK ((id > 0))
);

CREATE SCHEMA _migrate_grandchild;

-- the table is recreated, and its rows are copied
ALTER TABLE grandchild SET SCHEMA _migrate_grandchild;

ALTER TABLE _migrate_grandchild.grandchild NO INHERIT child;

CREATE SCHEMA _migrate_child;

-- the table is recreated, and its rows are copied
ALTER TABLE child SET SCHEMA _migrate_child;

CREATE TABLE child ()
INHERITS (parent);

INSERT INTO child (id)
  SELECT id FROM _migrate_child.child;

DROP TABLE _migrate_child.child;

DROP SCHEMA _migrate_child;

CREATE TABLE grandchild (
  name text
)
INHERITS (child);

INSERT INTO grandchild (id, name)
  SELECT id, name FROM _migrate_grandchild.grandchild;

DROP TABLE _migrate_grandchild.grandchild;

DROP SCHEMA _migrate_grandchild;
