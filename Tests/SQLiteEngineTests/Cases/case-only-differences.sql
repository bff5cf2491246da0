-- from
CREATE TABLE Users (Id INTEGER PRIMARY KEY, Name VARCHAR(10) COLLATE nocase);
CREATE INDEX By_Name ON Users (Name);

-- to
create table "users" ("id" integer primary key, "name" varchar (10) collate NOCASE);
create index by_name on users (name);

-- rows
INSERT INTO Users VALUES (1, 'a');

-- up
ALTER TABLE Users RENAME COLUMN Id TO id;

ALTER TABLE Users RENAME COLUMN Name TO name;

ALTER TABLE Users RENAME TO _migrate_Users;

ALTER TABLE _migrate_Users RENAME TO users;

DROP INDEX By_Name;

CREATE INDEX by_name on users (name);
