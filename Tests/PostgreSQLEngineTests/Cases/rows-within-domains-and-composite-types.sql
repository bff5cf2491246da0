-- from
CREATE TABLE price (id integer PRIMARY KEY, cents integer, currency text);
CREATE DOMAIN list_price AS price;
CREATE TYPE offer AS (price price, note text);
CREATE TABLE quote (list list_price, offer offer, offers offer[]);

-- to
CREATE TABLE price (id integer PRIMARY KEY, quantity integer, cents bigint, currency text);
CREATE DOMAIN list_price AS price;
CREATE TYPE offer AS (price price, note text);
CREATE TABLE quote (list list_price, offer offer, offers offer[]);

-- up
SET LOCAL check_function_bodies = off;

CREATE SCHEMA _migrate_price;

-- the table is recreated, and its rows are copied
ALTER TABLE price SET SCHEMA _migrate_price;

CREATE TABLE price (
  id integer PRIMARY KEY,
  quantity integer,
  cents bigint,
  currency text
);

CREATE FUNCTION _migrate_price._migrate_row(_migrate_price.price) RETURNS price LANGUAGE sql STRICT AS
'SELECT ($1).id, NULL::integer, ($1).cents, ($1).currency';

CREATE CAST (_migrate_price.price AS price) WITH FUNCTION _migrate_price._migrate_row(_migrate_price.price);

ALTER DOMAIN list_price RENAME TO _migrate_list_price;

CREATE DOMAIN list_price AS price;

-- rewrites-table: all rows of 'quote' are written again
ALTER TABLE quote ALTER COLUMN list TYPE list_price USING list::list_price;

DROP DOMAIN _migrate_list_price;

ALTER TYPE offer RENAME TO _migrate_offer;

CREATE TYPE offer AS (price price, note text);

CREATE FUNCTION _migrate_row_offer(_migrate_offer) RETURNS offer LANGUAGE sql STRICT AS
'SELECT ($1).price::price, ($1).note';

CREATE CAST (_migrate_offer AS offer) WITH FUNCTION _migrate_row_offer(_migrate_offer);

-- rewrites-table: all rows of 'quote' are written again
ALTER TABLE quote ALTER COLUMN offer TYPE offer USING offer::offer;

-- rewrites-table: all rows of 'quote' are written again
ALTER TABLE quote ALTER COLUMN offers TYPE offer[] USING offers::offer[];

DROP CAST (_migrate_offer AS offer);

DROP FUNCTION _migrate_row_offer(_migrate_offer);

DROP TYPE _migrate_offer;

INSERT INTO price (id, cents, currency)
  SELECT id, cents, currency FROM _migrate_price.price;

DROP CAST (_migrate_price.price AS price);

DROP FUNCTION _migrate_price._migrate_row(_migrate_price.price);

DROP TABLE _migrate_price.price;

DROP SCHEMA _migrate_price;
