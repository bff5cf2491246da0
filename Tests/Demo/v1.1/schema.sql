CREATE TABLE users (
  id             INTEGER PRIMARY KEY,
  email          VARCHAR(255) NOT NULL UNIQUE,
  email_verified BOOLEAN NOT NULL DEFAULT FALSE
);

CREATE TABLE accounts (
  id       INTEGER PRIMARY KEY,
  user_id  INTEGER NOT NULL REFERENCES users (id),
  username VARCHAR(40) NOT NULL
);

CREATE TABLE sessions (
  id         INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES accounts (id)
);

CREATE TABLE orders (
  id      INTEGER PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES users (id),
  amount  INTEGER NOT NULL
);
