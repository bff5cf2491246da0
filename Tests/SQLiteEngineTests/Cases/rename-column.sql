-- from
CREATE TABLE users (id INTEGER PRIMARY KEY, nickname TEXT CHECK (nickname <> ''));
CREATE INDEX users_nickname ON users (nickname);
CREATE VIEW names AS SELECT nickname FROM users;

-- to
CREATE TABLE users (id INTEGER PRIMARY KEY, username TEXT CHECK (username <> ''));
CREATE INDEX users_nickname ON users (username);
CREATE VIEW names AS SELECT username FROM users;

-- rows
INSERT INTO users VALUES (1, 'ann');

-- renames
users.nickname username

-- up
ALTER TABLE users RENAME COLUMN nickname TO username;
