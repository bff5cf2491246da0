-- from
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);
CREATE UNIQUE INDEX By_Name ON users (name);
CREATE VIEW Names AS SELECT name FROM users;
CREATE TRIGGER On_Names INSTEAD OF INSERT ON Names BEGIN INSERT INTO users (name) VALUES (new.name); END;
CREATE VIRTUAL TABLE Words USING fts5 (name, content='');
CREATE TRIGGER Find_Names AFTER INSERT ON users BEGIN INSERT INTO Words (rowid, name) VALUES (new.id, new.name); END;

-- to
CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);
CREATE UNIQUE INDEX by_name ON users (name);
CREATE VIEW names AS SELECT name FROM users;
CREATE TRIGGER on_names INSTEAD OF INSERT ON names BEGIN INSERT INTO users (name) VALUES (new.name); END;
CREATE VIRTUAL TABLE words USING fts5 (name, content='');
CREATE TRIGGER find_names AFTER INSERT ON users BEGIN INSERT INTO words (rowid, name) VALUES (new.id, new.name); END;

-- rows
INSERT INTO users VALUES (1, 'a');

-- up
DROP TRIGGER On_Names;

DROP TRIGGER Find_Names;

DROP VIEW Names;

DROP INDEX By_Name;

CREATE UNIQUE INDEX by_name ON users (name);

PRAGMA legacy_alter_table = ON;

ALTER TABLE Words RENAME TO _migrate_Words;

ALTER TABLE _migrate_Words RENAME TO words;

PRAGMA legacy_alter_table = OFF;

CREATE VIEW names AS SELECT name FROM users;

CREATE TRIGGER find_names AFTER INSERT ON users BEGIN INSERT INTO words (rowid, name) VALUES (new.id, new.name); END;

CREATE TRIGGER on_names INSTEAD OF INSERT ON names BEGIN INSERT INTO users (name) VALUES (new.name); END;
