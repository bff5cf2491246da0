-- from
CREATE TABLE parcel (id INTEGER PRIMARY KEY, state TEXT DEFAULT 'new');

-- to
CREATE TABLE parcel (id INTEGER PRIMARY KEY, state TEXT DEFAULT 'open');

-- rows
INSERT INTO parcel VALUES (1, 'new'), (2, NULL);

-- up
CREATE TABLE _migrate_parcel (id INTEGER PRIMARY KEY, state TEXT DEFAULT 'open');

INSERT INTO _migrate_parcel (id, state)
  SELECT id, state FROM parcel; DROP TABLE parcel;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_parcel RENAME TO parcel;

PRAGMA legacy_alter_table = OFF;

-- hazards
rewrites-table parcel
