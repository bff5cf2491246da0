-- from
CREATE TABLE price (id integer, cents integer);
CREATE TABLE rebate (percent integer) INHERITS (price);
CREATE TABLE quote (id integer PRIMARY KEY, at date, p price, r rebate[]) PARTITION BY RANGE (id);
CREATE TABLE quotes PARTITION OF quote DEFAULT;

-- to
CREATE TABLE price (id integer, cents bigint);
CREATE TABLE rebate (percent integer) INHERITS (price);
CREATE TABLE quote (id integer PRIMARY KEY, at date, p price, r rebate[]) PARTITION BY LIST (id);
CREATE TABLE quotes PARTITION OF quote DEFAULT;

-- up
SET LOCAL check_function_bodies = off;

ALTER TABLE quote DETACH PARTITION quotes;

ALTER TABLE quotes DROP CONSTRAINT IF EXISTS quotes_pkey;

CREATE SCHEMA _migrate_quote;

-- the table is recreated, and its rows are copied
ALTER TABLE quote SET SCHEMA _migrate_quote;

CREATE SCHEMA _migrate_rebate;

-- the table is recreated, and its rows are copied
ALTER TABLE rebate SET SCHEMA _migrate_rebate;

ALTER TABLE _migrate_rebate.rebate NO INHERIT price;

CREATE SCHEMA _migrate_price;

-- the table is recreated, and its rows are copied
ALTER TABLE price SET SCHEMA _migrate_price;

CREATE TABLE price (
  id integer,
  cents bigint
);

CREATE FUNCTION _migrate_price._migrate_row(_migrate_price.price) RETURNS price LANGUAGE sql STRICT AS
'SELECT ($1).id, ($1).cents';

CREATE CAST (_migrate_price.price AS price) WITH FUNCTION _migrate_price._migrate_row(_migrate_price.price);

CREATE TABLE rebate (
  percent integer
)
INHERITS (price);

CREATE FUNCTION _migrate_rebate._migrate_row(_migrate_rebate.rebate) RETURNS rebate LANGUAGE sql STRICT AS
'SELECT ($1).id, ($1).cents, ($1).percent';

CREATE CAST (_migrate_rebate.rebate AS rebate) WITH FUNCTION _migrate_rebate._migrate_row(_migrate_rebate.rebate);

CREATE TABLE quote (
  id integer PRIMARY KEY,
  at date,
  p price,
  r rebate[]
) PARTITION BY LIST (id);

-- rewrites-table: all rows of 'quotes' are written again
ALTER TABLE quotes ALTER COLUMN p TYPE price USING p::price;

-- rewrites-table: all rows of 'quotes' are written again
ALTER TABLE quotes ALTER COLUMN r TYPE rebate[] USING r::rebate[];

ALTER TABLE quote ATTACH PARTITION quotes DEFAULT;

INSERT INTO quote (id, at, p, r)
  SELECT id, at, p::price, r::rebate[] FROM _migrate_quote.quote;

DROP TABLE _migrate_quote.quote;

DROP SCHEMA _migrate_quote;

INSERT INTO price (id, cents)
  SELECT id, cents FROM _migrate_price.price;

DROP CAST (_migrate_price.price AS price);

DROP FUNCTION _migrate_price._migrate_row(_migrate_price.price);

DROP TABLE _migrate_price.price;

DROP SCHEMA _migrate_price;

INSERT INTO rebate (id, cents, percent)
  SELECT id, cents, percent FROM _migrate_rebate.rebate;

DROP CAST (_migrate_rebate.rebate AS rebate);

DROP FUNCTION _migrate_rebate._migrate_row(_migrate_rebate.rebate);

DROP TABLE _migrate_rebate.rebate;

DROP SCHEMA _migrate_rebate;
