-- from
CREATE TABLE a (id integer, note integer);
CREATE TABLE c (id integer);

-- to
CREATE TABLE a (id integer);
CREATE TABLE b (note text) INHERITS (a);
CREATE TABLE c (id integer) INHERITS (a);

-- up
-- drop-column: the values of 'a.note' are lost
ALTER TABLE ONLY a DROP COLUMN note;

CREATE TABLE b (
  note text
)
INHERITS (a);

ALTER TABLE c INHERIT a;
