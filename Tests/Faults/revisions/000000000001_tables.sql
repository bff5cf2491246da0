-- Revision: 000000000001
-- Parent: none
-- Message: tables

-- migrate:up
CREATE TABLE users (id bigint PRIMARY KEY, email text, age integer);
INSERT INTO users SELECT n, 'user' || n || '@example.com', n % 90 + 1 FROM generate_series(1, 20000) n;
CREATE INDEX users_age ON users (age);
CREATE TABLE events (id bigint, day integer NOT NULL) PARTITION BY RANGE (day);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM (1) TO (2);
CREATE TABLE events_2 PARTITION OF events FOR VALUES FROM (2) TO (3);
CREATE TYPE mood AS ENUM ('sad', 'glad');

-- migrate:down
DROP TYPE mood;
DROP TABLE events;
DROP TABLE users;
