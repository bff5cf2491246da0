-- from
CREATE TABLE a (id integer PRIMARY KEY, parent integer NOT NULL REFERENCES a (id));

-- to
CREATE TABLE a (parent integer NOT NULL);

-- up
ALTER TABLE a DROP CONSTRAINT a_parent_fkey;

-- drop-column: the values of 'a.id' are lost
ALTER TABLE a DROP COLUMN id;
