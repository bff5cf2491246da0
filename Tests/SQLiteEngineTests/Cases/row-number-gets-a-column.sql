-- from
CREATE TABLE visit (page TEXT);

-- to
CREATE TABLE visit (id INTEGER PRIMARY KEY, page TEXT);

-- rows
INSERT INTO visit (rowid, page) VALUES (3, 'a'), (8, 'b');

-- up
CREATE TABLE _migrate_visit (id INTEGER PRIMARY KEY, page TEXT);

INSERT INTO _migrate_visit (id, page)
  SELECT rowid, page FROM visit; DROP TABLE visit;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_visit RENAME TO visit;

PRAGMA legacy_alter_table = OFF;

-- hazards
rewrites-table visit
