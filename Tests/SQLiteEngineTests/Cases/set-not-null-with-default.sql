-- from
CREATE TABLE parcel (id INTEGER PRIMARY KEY, state TEXT);

-- to
CREATE TABLE parcel (id INTEGER PRIMARY KEY, state TEXT NOT NULL DEFAULT 'open');

-- rows
INSERT INTO parcel VALUES (1, 'sent');

-- up
CREATE TABLE _migrate_parcel (id INTEGER PRIMARY KEY, state TEXT NOT NULL DEFAULT 'open');

INSERT INTO _migrate_parcel (id, state)
  SELECT id, ifnull(state, 'open') FROM parcel; DROP TABLE parcel;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_parcel RENAME TO parcel;

PRAGMA legacy_alter_table = OFF;

-- hazards
rewrites-table parcel
