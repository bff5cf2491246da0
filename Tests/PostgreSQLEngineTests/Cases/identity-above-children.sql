-- from
CREATE TABLE a (n integer);
CREATE TABLE b () INHERITS (a);

-- to
CREATE TABLE a (n integer, id integer GENERATED ALWAYS AS IDENTITY);
CREATE TABLE b () INHERITS (a);

-- up
ALTER TABLE a ADD COLUMN id integer;

ALTER TABLE a ALTER COLUMN id SET NOT NULL;

-- fails-on-rows: rows of 'b.id' can make it fail
ALTER TABLE a ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY;
