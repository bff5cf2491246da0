-- from
CREATE SCHEMA s;
CREATE DOMAIN base AS varchar(20);
CREATE DOMAIN s.a AS base;
CREATE TABLE t (value s.a);

-- to
CREATE SCHEMA s;
CREATE DOMAIN base AS text;
CREATE DOMAIN a AS base;
CREATE TABLE t (value a);

-- up
ALTER DOMAIN base RENAME TO _migrate_base;

CREATE DOMAIN base AS text;

CREATE DOMAIN a AS base;

ALTER TABLE t ALTER COLUMN value TYPE a;

DROP DOMAIN s.a;

DROP DOMAIN _migrate_base;
