-- from
CREATE DOMAIN d AS varchar(20);
CREATE TABLE a (id integer, ds d[]);

-- to
CREATE DOMAIN d AS char(3);
CREATE TABLE a (id integer, ds d[]);

-- up
ALTER DOMAIN d RENAME TO _migrate_d;

CREATE DOMAIN d AS character(3);

-- rewrites-table: all rows of 'a' are written again
-- fails-on-rows: rows of 'a.ds' can make it fail
ALTER TABLE a ALTER COLUMN ds TYPE d[] USING ds::text[];

DROP DOMAIN _migrate_d;
