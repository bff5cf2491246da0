-- from
CREATE TABLE plant (id INTEGER PRIMARY KEY, name TEXT NOT NULL);

-- to
CREATE TABLE plant (id INTEGER PRIMARY KEY, name TEXT NOT NULL, bought TEXT DEFAULT (date('2020-01-01', '+1 day')));

-- rows
INSERT INTO plant (id, name) VALUES (3, 'fern'), (7, 'moss');

-- up
CREATE TABLE _migrate_plant (id INTEGER PRIMARY KEY, name TEXT NOT NULL, bought TEXT DEFAULT (date('2020-01-01', '+1 day')));

INSERT INTO _migrate_plant (id, name)
  SELECT id, name FROM plant; DROP TABLE plant;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_plant RENAME TO plant;

PRAGMA legacy_alter_table = OFF;

-- hazards
rewrites-table plant
