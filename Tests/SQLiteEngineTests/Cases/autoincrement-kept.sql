-- from
CREATE TABLE ticket (id INTEGER PRIMARY KEY AUTOINCREMENT, subject TEXT);

-- to
CREATE TABLE ticket (id INTEGER PRIMARY KEY AUTOINCREMENT, subject TEXT NOT NULL DEFAULT '');

-- rows
INSERT INTO ticket VALUES (41, 'a'), (42, 'b');
DELETE FROM ticket WHERE id = 42;

-- up
CREATE TABLE _migrate_ticket (id INTEGER PRIMARY KEY AUTOINCREMENT, subject TEXT NOT NULL DEFAULT '');

INSERT INTO sqlite_sequence (name, seq)
  SELECT '_migrate_ticket', seq FROM sqlite_sequence WHERE name = 'ticket' COLLATE NOCASE;

INSERT INTO _migrate_ticket (id, subject)
  SELECT id, ifnull(subject, '') FROM ticket; DROP TABLE ticket;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_ticket RENAME TO ticket;

PRAGMA legacy_alter_table = OFF;

-- hazards
rewrites-table ticket
