-- from
CREATE TABLE users (id INTEGER PRIMARY KEY, nickname TEXT);
CREATE VIEW broken AS SELECT * FROM nowhere;

-- to
CREATE TABLE users (id INTEGER PRIMARY KEY, username TEXT);
CREATE VIEW broken AS SELECT * FROM nowhere;

-- rows
INSERT INTO users VALUES (1, 'ann');

-- renames
users.nickname username

-- up
DROP VIEW broken;

ALTER TABLE users RENAME COLUMN nickname TO username;

CREATE VIEW broken AS SELECT * FROM nowhere;
