-- from
CREATE TABLE tick (at TEXT);

-- to
CREATE TABLE tick (moment INTEGER DEFAULT 7, CHECK (moment > 0));

-- rows
INSERT INTO tick VALUES ('a'), ('b');

-- up
-- drop-column: the values of 'tick.at' are lost
CREATE TABLE _migrate_tick (moment INTEGER DEFAULT 7, CHECK (moment > 0));

INSERT INTO _migrate_tick (rowid, moment)
  SELECT rowid, (7) FROM tick; DROP TABLE tick;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_tick RENAME TO tick;

PRAGMA legacy_alter_table = OFF;

-- hazards
fails-on-rows tick check (moment > 0)
drop-column tick.at
rewrites-table tick
