-- from
CREATE TABLE seat (hall INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (hall));

-- to
CREATE TABLE seat (hall INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (hall, number DESC));

-- rows
INSERT INTO seat VALUES (1, 12), (2, 12);

-- up
CREATE TABLE _migrate_seat (hall INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (hall, number DESC));

INSERT INTO _migrate_seat (rowid, hall, number)
  SELECT hall, hall, number FROM seat; DROP TABLE seat;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_seat RENAME TO seat;

PRAGMA legacy_alter_table = OFF;

-- hazards
fails-on-rows seat(hall, number)
rewrites-table seat
