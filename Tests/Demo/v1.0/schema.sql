CREATE TABLE users (
  id    INTEGER PRIMARY KEY,
  email VARCHAR(120) NOT NULL UNIQUE
);

CREATE TABLE accounts (
  id      INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id),
  login   VARCHAR(40) NOT NULL
);

CREATE TABLE sessions (
  id           INTEGER PRIMARY KEY,
  account_id   INTEGER NOT NULL REFERENCES accounts (id),
  legacy_token TEXT
);
