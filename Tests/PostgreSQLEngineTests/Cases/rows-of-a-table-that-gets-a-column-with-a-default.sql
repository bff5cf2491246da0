-- from
CREATE TABLE price (id integer PRIMARY KEY, cents integer, note text);
CREATE DOMAIN valid AS price CHECK ((VALUE).id > 0);
CREATE TABLE quote (id integer PRIMARY KEY, p price, checked valid);

-- to
CREATE TABLE price (id integer PRIMARY KEY, cents integer, currency text NOT NULL DEFAULT 'EUR');
CREATE DOMAIN valid AS price CHECK ((VALUE).id > 0);
CREATE TABLE quote (id integer PRIMARY KEY, p price, checked valid);

-- up
SET LOCAL check_function_bodies = off;

CREATE SCHEMA _migrate_price;

-- the table is recreated, and its rows are copied
-- drop-column: the values of 'price.note' are lost
ALTER TABLE price SET SCHEMA _migrate_price;

CREATE TABLE price (
  id integer PRIMARY KEY,
  cents integer,
  currency text DEFAULT 'EUR'::text NOT NULL
);

CREATE FUNCTION _migrate_price._migrate_row(_migrate_price.price) RETURNS price LANGUAGE sql STRICT AS
'SELECT ($1).id, ($1).cents, NULL::text';

CREATE CAST (_migrate_price.price AS price) WITH FUNCTION _migrate_price._migrate_row(_migrate_price.price);

-- rewrites-table: all rows of 'quote' are written again
ALTER TABLE quote ALTER COLUMN p TYPE price USING p::price;

ALTER DOMAIN valid RENAME TO _migrate_valid;

CREATE DOMAIN valid AS price CONSTRAINT valid_check CHECK (((VALUE).id > 0));

-- rewrites-table: all rows of 'quote' are written again
ALTER TABLE quote ALTER COLUMN checked TYPE valid USING checked::valid;

DROP DOMAIN _migrate_valid;

INSERT INTO price (id, cents)
  SELECT id, cents FROM _migrate_price.price;

DROP CAST (_migrate_price.price AS price);

DROP FUNCTION _migrate_price._migrate_row(_migrate_price.price);

DROP TABLE _migrate_price.price;

DROP SCHEMA _migrate_price;
