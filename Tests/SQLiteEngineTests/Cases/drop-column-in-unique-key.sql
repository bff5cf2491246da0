-- from
CREATE TABLE plant (id INTEGER PRIMARY KEY, name TEXT NOT NULL, plot INTEGER, UNIQUE (name, plot));

-- to
CREATE TABLE plant (id INTEGER PRIMARY KEY, name TEXT NOT NULL);

-- rows
INSERT INTO plant VALUES (1, 'fern', 4);

-- up
-- drop-column: the values of 'plant.plot' are lost
CREATE TABLE _migrate_plant (id INTEGER PRIMARY KEY, name TEXT NOT NULL);

INSERT INTO _migrate_plant (id, name)
  SELECT id, name FROM plant; DROP TABLE plant;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_plant RENAME TO plant;

PRAGMA legacy_alter_table = OFF;

-- hazards
drop-column plant.plot
rewrites-table plant
