-- from
CREATE TYPE a AS ENUM ('x');
CREATE TYPE pair AS (one integer, two a);
CREATE TABLE t (value pair);

-- to
CREATE TYPE b AS ENUM ('x');
CREATE TYPE pair AS (one integer, two b);
CREATE TABLE t (value pair);

-- up
CREATE TYPE b AS ENUM ('x');

ALTER TYPE pair RENAME TO _migrate_pair;

CREATE TYPE pair AS (one integer, two b);

-- rewrites-table: all rows of 't' are written again
ALTER TABLE t ALTER COLUMN value TYPE pair USING value::text::pair;

DROP TYPE _migrate_pair;

DROP TYPE a;
