-- from
CREATE TABLE plant (id INTEGER PRIMARY KEY, name TEXT NOT NULL);

-- to
CREATE TABLE plant (id INTEGER PRIMARY KEY, name TEXT NOT NULL, slug TEXT NOT NULL);

-- rows
INSERT INTO plant (id, name) VALUES (3, 'fern'), (7, 'moss');

-- options backfill plant.slug lower(name)

-- up
CREATE TABLE _migrate_plant (id INTEGER PRIMARY KEY, name TEXT NOT NULL, slug TEXT NOT NULL);

INSERT INTO _migrate_plant (id, name, slug)
  SELECT id, name, lower(name) FROM plant; DROP TABLE plant;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_plant RENAME TO plant;

PRAGMA legacy_alter_table = OFF;

-- hazards
rewrites-table plant
