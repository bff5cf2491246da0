-- from
CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT, full_name TEXT);

-- to
CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT);

-- rows
INSERT INTO person VALUES (1, 'A', 'Ada');

-- renames
person.full_name name

-- up
ALTER TABLE person RENAME COLUMN name TO _migrate_name;

ALTER TABLE person RENAME COLUMN full_name TO name;

-- drop-column: the values of 'person.name' are lost
ALTER TABLE person DROP COLUMN _migrate_name;

-- hazards
drop-column person.name
rewrites-table person
