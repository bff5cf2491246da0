-- from
CREATE TABLE box (w INTEGER, h INTEGER);

-- to
CREATE TABLE box (w INTEGER, h INTEGER, area INTEGER GENERATED ALWAYS AS (w * h) STORED);

-- rows
INSERT INTO box VALUES (2, 3);

-- up
CREATE TABLE _migrate_box (w INTEGER, h INTEGER, area INTEGER GENERATED ALWAYS AS (w * h) STORED);

INSERT INTO _migrate_box (rowid, w, h)
  SELECT rowid, w, h FROM box; DROP TABLE box;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_box RENAME TO box;

PRAGMA legacy_alter_table = OFF;

-- hazards
rewrites-table box
