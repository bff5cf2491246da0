-- from
CREATE TABLE member (id INTEGER PRIMARY KEY, email TEXT UNIQUE);

-- to
CREATE TABLE member (id INTEGER PRIMARY KEY, email TEXT);

-- rows
INSERT INTO member VALUES (1, 'a@x');

-- up
CREATE TABLE _migrate_member (id INTEGER PRIMARY KEY, email TEXT);

INSERT INTO _migrate_member (id, email)
  SELECT id, email FROM member; DROP TABLE member;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_member RENAME TO member;

PRAGMA legacy_alter_table = OFF;

-- hazards
rewrites-table member
