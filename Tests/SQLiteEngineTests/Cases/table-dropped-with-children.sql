-- from
CREATE TABLE person (id INTEGER PRIMARY KEY);
CREATE TABLE pet (id INTEGER PRIMARY KEY, owner_id INTEGER NOT NULL REFERENCES person (id));
CREATE TABLE visit (pet_id INTEGER NOT NULL REFERENCES pet (id) ON DELETE CASCADE, note TEXT);

-- to
CREATE TABLE visit (pet_id INTEGER NOT NULL, note TEXT);

-- rows
INSERT INTO person VALUES (1);
INSERT INTO pet VALUES (1, 1);
INSERT INTO visit VALUES (1, 'ok');

-- options down-fails-on-rows

-- up
CREATE TABLE _migrate_visit (pet_id INTEGER NOT NULL, note TEXT);

INSERT INTO _migrate_visit (rowid, pet_id, note)
  SELECT rowid, pet_id, note FROM visit; DROP TABLE visit;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_visit RENAME TO visit;

PRAGMA legacy_alter_table = OFF;

-- drop-table: the rows of 'pet' are lost
DROP TABLE pet;

-- drop-table: the rows of 'person' are lost
DROP TABLE person;

-- hazards
drop-table person
drop-table pet
rewrites-table visit
