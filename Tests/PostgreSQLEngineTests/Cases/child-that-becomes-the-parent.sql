-- from
CREATE TABLE a (id integer PRIMARY KEY);
CREATE TABLE b (id integer NOT NULL) INHERITS (a);

-- to
CREATE TABLE b (id integer CONSTRAINT a_pkey PRIMARY KEY);
CREATE TABLE c (a integer REFERENCES b (id)) INHERITS (b);

-- up
ALTER TABLE b NO INHERIT a;

-- drop-table: the rows of 'a' are lost
DROP TABLE a;

-- fails-on-rows: rows of 'b(id)' can make it fail
ALTER TABLE b ADD CONSTRAINT a_pkey PRIMARY KEY (id);

CREATE TABLE c (
  a integer REFERENCES b(id)
)
INHERITS (b);
