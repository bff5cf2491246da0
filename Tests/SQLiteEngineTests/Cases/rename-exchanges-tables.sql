-- from
CREATE TABLE draft (title TEXT);
CREATE TABLE final (title TEXT);

-- to
CREATE TABLE draft (title TEXT);
CREATE TABLE final (title TEXT);

-- rows
INSERT INTO draft VALUES ('d');
INSERT INTO final VALUES ('f');

-- renames
draft final
final draft

-- up
ALTER TABLE draft RENAME TO _migrate_draft;

ALTER TABLE final RENAME TO draft;

ALTER TABLE _migrate_draft RENAME TO final;
