-- from
CREATE TABLE member (id INTEGER PRIMARY KEY, email TEXT);

-- to
CREATE TABLE member (id INTEGER PRIMARY KEY, email TEXT, UNIQUE (email));

-- rows
INSERT INTO member VALUES (1, 'a@x'), (2, NULL), (3, NULL);

-- up
CREATE TABLE _migrate_member (id INTEGER PRIMARY KEY, email TEXT, UNIQUE (email));

INSERT INTO _migrate_member (id, email)
  SELECT id, email FROM member; DROP TABLE member;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_member RENAME TO member;

PRAGMA legacy_alter_table = OFF;

-- hazards
fails-on-rows member(email)
rewrites-table member
