-- from
CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE book (author_id INTEGER REFERENCES author (id) ON DELETE CASCADE);
CREATE TABLE prize (author_id INTEGER REFERENCES author (id) ON DELETE SET NULL);
CREATE TABLE house (author_id INTEGER REFERENCES author (id));

-- to
CREATE TABLE author (id INTEGER PRIMARY KEY, name TEXT CHECK (name <> ''));
CREATE TABLE book (author_id INTEGER REFERENCES author (id) ON DELETE CASCADE);
CREATE TABLE prize (author_id INTEGER REFERENCES author (id) ON DELETE SET NULL);
CREATE TABLE house (author_id INTEGER REFERENCES author (id));

-- rows
INSERT INTO author VALUES (1, 'Ada');
INSERT INTO book VALUES (1);
INSERT INTO prize VALUES (1);
INSERT INTO house VALUES (1);

-- up
CREATE TABLE _migrate_author (id INTEGER PRIMARY KEY, name TEXT CHECK (name <> ''));

INSERT INTO _migrate_author (id, name)
  SELECT id, name FROM author; DROP TABLE author;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_author RENAME TO author;

PRAGMA legacy_alter_table = OFF;

-- hazards
fails-on-rows author check (name <> '')
rewrites-table author
