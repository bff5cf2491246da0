-- from
CREATE TABLE sale (id INTEGER PRIMARY KEY, cents INTEGER);
CREATE TABLE refund (sale_id INTEGER);
CREATE TRIGGER refunded AFTER INSERT ON refund BEGIN
  UPDATE sale SET cents = 0 WHERE id = new.sale_id;
END;

-- to
CREATE TABLE sale (id INTEGER PRIMARY KEY, cents INTEGER NOT NULL DEFAULT 0);
CREATE TABLE refund (sale_id INTEGER);
CREATE TRIGGER refunded AFTER INSERT ON refund BEGIN
  UPDATE sale SET cents = 0 WHERE id = new.sale_id;
END;

-- rows
INSERT INTO sale VALUES (1, 100);

-- up
DROP TRIGGER refunded;

CREATE TABLE _migrate_sale (id INTEGER PRIMARY KEY, cents INTEGER NOT NULL DEFAULT 0);

INSERT INTO _migrate_sale (id, cents)
  SELECT id, ifnull(cents, 0) FROM sale; DROP TABLE sale;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_sale RENAME TO sale;

PRAGMA legacy_alter_table = OFF;

CREATE TRIGGER refunded AFTER INSERT ON refund BEGIN
  UPDATE sale SET cents = 0 WHERE id = new.sale_id;
END;

-- hazards
rewrites-table sale
