-- from
CREATE TABLE price (id integer PRIMARY KEY, cents integer);
CREATE TABLE quote (id integer PRIMARY KEY, p price NOT NULL, history price[]);

-- to
CREATE TABLE price (id integer PRIMARY KEY, cents bigint);
CREATE TABLE quote (id integer PRIMARY KEY, p price NOT NULL, history price[]);

-- up
SET LOCAL check_function_bodies = off;

CREATE SCHEMA _migrate_price;

-- the table is recreated, and its rows are copied
ALTER TABLE price SET SCHEMA _migrate_price;

CREATE TABLE price (
  id integer PRIMARY KEY,
  cents bigint
);

CREATE FUNCTION _migrate_price._migrate_row(_migrate_price.price) RETURNS price LANGUAGE sql STRICT AS
'SELECT ($1).id, ($1).cents';

CREATE CAST (_migrate_price.price AS price) WITH FUNCTION _migrate_price._migrate_row(_migrate_price.price);

-- rewrites-table: all rows of 'quote' are written again
ALTER TABLE quote ALTER COLUMN history TYPE price[] USING history::price[];

-- rewrites-table: all rows of 'quote' are written again
ALTER TABLE quote ALTER COLUMN p TYPE price USING p::price;

INSERT INTO price (id, cents)
  SELECT id, cents FROM _migrate_price.price;

DROP CAST (_migrate_price.price AS price);

DROP FUNCTION _migrate_price._migrate_row(_migrate_price.price);

DROP TABLE _migrate_price.price;

DROP SCHEMA _migrate_price;
