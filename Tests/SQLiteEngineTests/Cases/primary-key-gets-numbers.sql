-- from
CREATE TABLE seat (id INTEGER, hall TEXT);

-- to
CREATE TABLE seat (id INTEGER PRIMARY KEY, hall TEXT);

-- rows
INSERT INTO seat VALUES (5, 'a'), (6, 'b');

-- up
CREATE TABLE _migrate_seat (id INTEGER PRIMARY KEY, hall TEXT);

-- cast-values: the values of 'seat.rowid' are stored differently
INSERT INTO _migrate_seat (id, hall)
  SELECT id, hall FROM seat; DROP TABLE seat;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_seat RENAME TO seat;

PRAGMA legacy_alter_table = OFF;

-- hazards
fails-on-rows seat(id)
cast-values seat.rowid
rewrites-table seat
