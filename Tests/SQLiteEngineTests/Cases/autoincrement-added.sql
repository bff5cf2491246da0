-- from
CREATE TABLE ticket (id INTEGER PRIMARY KEY, subject TEXT);

-- to
CREATE TABLE ticket (id INTEGER PRIMARY KEY AUTOINCREMENT, subject TEXT);

-- rows
INSERT INTO ticket VALUES (41, 'a');

-- up
CREATE TABLE _migrate_ticket (id INTEGER PRIMARY KEY AUTOINCREMENT, subject TEXT);

INSERT INTO _migrate_ticket (id, subject)
  SELECT id, subject FROM ticket; DROP TABLE ticket;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_ticket RENAME TO ticket;

PRAGMA legacy_alter_table = OFF;

-- hazards
rewrites-table ticket
