-- from
CREATE TABLE parcel (id INTEGER PRIMARY KEY, weight TEXT, note TEXT);

-- to
CREATE TABLE parcel (id INTEGER PRIMARY KEY, weight INTEGER, note TEXT);

-- rows
INSERT INTO parcel VALUES (1, '250', 'a'), (2, 'heavy', 'b');

-- up
CREATE TABLE _migrate_parcel (id INTEGER PRIMARY KEY, weight INTEGER, note TEXT);

INSERT INTO _migrate_parcel (id, weight, note)
  SELECT id, weight, note FROM parcel; DROP TABLE parcel;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_parcel RENAME TO parcel;

PRAGMA legacy_alter_table = OFF;

-- hazards
rewrites-table parcel
