-- from
CREATE TABLE sale (id INTEGER PRIMARY KEY, cents INTEGER);
CREATE TABLE audit (line TEXT);
CREATE TRIGGER sale_audit AFTER INSERT ON sale BEGIN
  INSERT INTO audit VALUES ('sold; ' || new.id);
END;

-- to
CREATE TABLE sale (id INTEGER PRIMARY KEY, cents INTEGER NOT NULL DEFAULT 0);
CREATE TABLE audit (line TEXT);
CREATE TRIGGER sale_audit AFTER INSERT ON sale BEGIN
  INSERT INTO audit VALUES ('sold; ' || new.id);
END;

-- rows
INSERT INTO sale VALUES (1, 100);

-- up
DROP TRIGGER sale_audit;

CREATE TABLE _migrate_sale (id INTEGER PRIMARY KEY, cents INTEGER NOT NULL DEFAULT 0);

INSERT INTO _migrate_sale (id, cents)
  SELECT id, ifnull(cents, 0) FROM sale; DROP TABLE sale;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_sale RENAME TO sale;

PRAGMA legacy_alter_table = OFF;

CREATE TRIGGER sale_audit AFTER INSERT ON sale BEGIN
  INSERT INTO audit VALUES ('sold; ' || new.id);
END;

-- hazards
rewrites-table sale
