-- from
CREATE DOMAIN code AS varchar(6);
CREATE TABLE a (tags text[], codes code[], code code, plain text, one text);

-- to
CREATE DOMAIN code AS varchar(3);
CREATE TABLE a (tags varchar(3)[], codes code[], code code, plain code, one varchar(3)[]);

-- up
-- rewrites-table: all rows of 'a' are written again
ALTER TABLE a ALTER COLUMN one TYPE character varying(3)[] USING ARRAY[one];

-- rewrites-table: all rows of 'a' are written again
-- fails-on-rows: rows of 'a.tags' can make it fail
ALTER TABLE a ALTER COLUMN tags TYPE character varying(3)[];

ALTER DOMAIN code RENAME TO _migrate_code;

CREATE DOMAIN code AS character varying(3);

-- rewrites-table: all rows of 'a' are written again
ALTER TABLE a ALTER COLUMN code TYPE code USING code::text;

-- rewrites-table: all rows of 'a' are written again
-- fails-on-rows: rows of 'a.codes' can make it fail
ALTER TABLE a ALTER COLUMN codes TYPE code[] USING codes::text[];

-- rewrites-table: all rows of 'a' are written again
-- fails-on-rows: rows of 'a.plain' can make it fail
-- fails-on-rows: rows of 'a.code' can make it fail
ALTER TABLE a ALTER COLUMN plain TYPE code;

DROP DOMAIN _migrate_code;
