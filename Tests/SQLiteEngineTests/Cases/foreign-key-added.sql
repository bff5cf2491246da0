-- from
CREATE TABLE author (id INTEGER PRIMARY KEY);
CREATE TABLE book (id INTEGER PRIMARY KEY, author_id INTEGER);

-- to
CREATE TABLE author (id INTEGER PRIMARY KEY);
CREATE TABLE book (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES author);

-- rows
INSERT INTO author VALUES (1);
INSERT INTO book VALUES (1, 1), (2, NULL);

-- up
CREATE TABLE _migrate_book (id INTEGER PRIMARY KEY, author_id INTEGER REFERENCES author);

INSERT INTO _migrate_book (id, author_id)
  SELECT id, author_id FROM book; DROP TABLE book;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_book RENAME TO book;

PRAGMA legacy_alter_table = OFF;

-- hazards
fails-on-rows book(author_id)
rewrites-table book
