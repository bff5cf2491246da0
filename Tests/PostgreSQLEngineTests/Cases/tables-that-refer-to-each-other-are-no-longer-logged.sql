-- from
CREATE TABLE a (id integer PRIMARY KEY);
CREATE TABLE b (id integer REFERENCES a (id));
CREATE UNLOGGED TABLE d (id integer PRIMARY KEY);
CREATE UNLOGGED TABLE c (id integer REFERENCES d (id));

-- to
CREATE UNLOGGED TABLE a (id integer PRIMARY KEY);
CREATE UNLOGGED TABLE b (id integer REFERENCES a (id));
CREATE TABLE d (id integer PRIMARY KEY);
CREATE TABLE c (id integer REFERENCES d (id));

-- up
-- rewrites-table: all rows of 'b' are written again
ALTER TABLE b SET UNLOGGED;

-- rewrites-table: all rows of 'a' are written again
ALTER TABLE a SET UNLOGGED;

-- rewrites-table: all rows of 'd' are written again
ALTER TABLE d SET LOGGED;

-- rewrites-table: all rows of 'c' are written again
ALTER TABLE c SET LOGGED;
