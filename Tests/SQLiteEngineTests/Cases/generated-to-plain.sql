-- from
CREATE TABLE box (w INTEGER, h INTEGER, area INTEGER AS (w * h));

-- to
CREATE TABLE box (w INTEGER, h INTEGER, area INTEGER);

-- rows
INSERT INTO box (w, h) VALUES (2, 3);

-- up
CREATE TABLE _migrate_box (w INTEGER, h INTEGER, area INTEGER);

INSERT INTO _migrate_box (rowid, w, h, area)
  SELECT rowid, w, h, area FROM box; DROP TABLE box;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_box RENAME TO box;

PRAGMA legacy_alter_table = OFF;

-- hazards
rewrites-table box
