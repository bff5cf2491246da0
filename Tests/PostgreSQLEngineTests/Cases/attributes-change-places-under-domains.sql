-- from
CREATE TYPE nm AS (first text, last text);
CREATE DOMAIN dn AS nm;
CREATE DOMAIN dns AS nm[];
CREATE TYPE box_of AS (label text, d dn);
CREATE TABLE p (id integer PRIMARY KEY, d dn, many dn[], lists dns, b box_of);

-- to
CREATE TYPE nm AS (last text, first text);
CREATE DOMAIN dn AS nm;
CREATE DOMAIN dns AS nm[];
CREATE TYPE box_of AS (label text, d dn);
CREATE TABLE p (id integer PRIMARY KEY, d dn, many dn[], lists dns, b box_of);

-- up
SET LOCAL check_function_bodies = off;

ALTER TYPE box_of RENAME TO _migrate_box_of;

ALTER DOMAIN dn RENAME TO _migrate_dn;

ALTER DOMAIN dns RENAME TO _migrate_dns;

ALTER TYPE nm RENAME TO _migrate_nm;

CREATE TYPE nm AS (last text, first text);

CREATE FUNCTION _migrate_row_nm(_migrate_nm) RETURNS nm LANGUAGE sql STRICT AS
'SELECT ($1).last, ($1).first';

CREATE CAST (_migrate_nm AS nm) WITH FUNCTION _migrate_row_nm(_migrate_nm);

CREATE DOMAIN dn AS nm;

CREATE TYPE box_of AS (label text, d dn);

CREATE FUNCTION _migrate_row_box_of(_migrate_box_of) RETURNS box_of LANGUAGE sql STRICT AS
'SELECT ($1).label, ($1).d::dn';

CREATE CAST (_migrate_box_of AS box_of) WITH FUNCTION _migrate_row_box_of(_migrate_box_of);

CREATE DOMAIN dns AS nm[];

-- rewrites-table: all rows of 'p' are written again
ALTER TABLE p ALTER COLUMN b TYPE box_of USING b::box_of;

-- rewrites-table: all rows of 'p' are written again
ALTER TABLE p ALTER COLUMN d TYPE dn USING d::dn;

-- rewrites-table: all rows of 'p' are written again
ALTER TABLE p ALTER COLUMN lists TYPE dns USING lists::dns;

-- rewrites-table: all rows of 'p' are written again
ALTER TABLE p ALTER COLUMN many TYPE dn[] USING many::dn[];

DROP CAST (_migrate_box_of AS box_of);

DROP FUNCTION _migrate_row_box_of(_migrate_box_of);

DROP TYPE _migrate_box_of;

DROP DOMAIN _migrate_dn;

DROP DOMAIN _migrate_dns;

DROP CAST (_migrate_nm AS nm);

DROP FUNCTION _migrate_row_nm(_migrate_nm);

DROP TYPE _migrate_nm;
