-- from
CREATE TABLE users (id INTEGER PRIMARY KEY, nickname TEXT);

-- to
CREATE TABLE users (id INTEGER PRIMARY KEY, username TEXT NOT NULL DEFAULT '?');

-- rows
INSERT INTO users VALUES (1, 'ann');

-- renames
users.nickname username

-- up
ALTER TABLE users RENAME COLUMN nickname TO username;

CREATE TABLE _migrate_users (id INTEGER PRIMARY KEY, username TEXT NOT NULL DEFAULT '?');

INSERT INTO _migrate_users (id, username)
  SELECT id, ifnull(username, '?') FROM users; DROP TABLE users;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_users RENAME TO users;

PRAGMA legacy_alter_table = OFF;

-- hazards
rewrites-table users
