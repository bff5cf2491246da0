-- from
CREATE TABLE visit (id INTEGER PRIMARY KEY, page TEXT);

-- to
CREATE TABLE visit (page TEXT);

-- rows
INSERT INTO visit VALUES (3, 'a'), (8, 'b');

-- up
-- drop-column: the values of 'visit.id' are lost
CREATE TABLE _migrate_visit (page TEXT);

INSERT INTO _migrate_visit (rowid, page)
  SELECT id, page FROM visit; DROP TABLE visit;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_visit RENAME TO visit;

PRAGMA legacy_alter_table = OFF;

-- hazards
drop-column visit.id
rewrites-table visit
