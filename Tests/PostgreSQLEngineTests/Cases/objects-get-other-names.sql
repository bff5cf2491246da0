-- options privileges
-- from
CREATE SCHEMA crm;
CREATE TYPE st AS ENUM ('a', 'b');
CREATE TYPE adr AS (street text, zip int);
CREATE DOMAIN em AS text CONSTRAINT has_at CHECK (VALUE LIKE '%@%');
CREATE TABLE t (id int PRIMARY KEY, s st DEFAULT 'b', a adr[], e em);
CREATE VIEW v AS SELECT id, s FROM t;
CREATE MATERIALIZED VIEW mv AS SELECT s, count(*) FROM v GROUP BY s;
CREATE UNIQUE INDEX mv_s ON mv (s);
CREATE FUNCTION secret(a int) RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
CREATE PROCEDURE clean() LANGUAGE sql AS 'DELETE FROM t';
REVOKE EXECUTE ON FUNCTION secret(int) FROM PUBLIC;
GRANT SELECT ON v TO PUBLIC;
COMMENT ON TYPE st IS 'state';

-- renames
st crm.status
adr address
em crm.em
v crm.v
mv counts
secret(integer) crm.hidden(integer)
clean() tidy()

-- to
CREATE SCHEMA crm;
CREATE TYPE crm.status AS ENUM ('a', 'b');
CREATE TYPE address AS (street text, zip int);
CREATE DOMAIN crm.em AS text CONSTRAINT has_at CHECK (VALUE LIKE '%@%');
CREATE TABLE t (id int PRIMARY KEY, s crm.status DEFAULT 'b', a address[], e crm.em);
CREATE VIEW crm.v AS SELECT id, s FROM t;
CREATE MATERIALIZED VIEW counts AS SELECT s, count(*) FROM crm.v GROUP BY s;
CREATE UNIQUE INDEX mv_s ON counts (s);
CREATE FUNCTION crm.hidden(a int) RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1';
CREATE PROCEDURE tidy() LANGUAGE sql AS 'DELETE FROM t';
REVOKE EXECUTE ON FUNCTION crm.hidden(int) FROM PUBLIC;
GRANT SELECT ON crm.v TO PUBLIC;
COMMENT ON TYPE crm.status IS 'state';

-- up
ALTER FUNCTION public.secret(integer) RENAME TO hidden;

ALTER FUNCTION public.hidden(integer) SET SCHEMA crm;

ALTER PROCEDURE public.clean() RENAME TO tidy;

ALTER TYPE st RENAME TO status;

ALTER TYPE status SET SCHEMA crm;

ALTER TYPE adr RENAME TO address;

ALTER DOMAIN em SET SCHEMA crm;

ALTER VIEW v SET SCHEMA crm;

ALTER MATERIALIZED VIEW mv RENAME TO counts;
