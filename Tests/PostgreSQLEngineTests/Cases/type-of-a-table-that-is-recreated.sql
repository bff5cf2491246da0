-- from
CREATE TYPE mood AS ENUM ('glad', 'sad');
CREATE TABLE a (id integer, m mood);

-- to
CREATE TYPE mood AS ENUM ('glad');
CREATE TABLE a (id integer, m mood) PARTITION BY LIST (id);
CREATE TABLE a1 PARTITION OF a DEFAULT;

-- up
CREATE SCHEMA _migrate_a;

-- the table is recreated, and its rows are copied
ALTER TABLE a SET SCHEMA _migrate_a;

ALTER TYPE mood RENAME TO _migrate_mood;

CREATE TYPE mood AS ENUM ('glad');

CREATE TABLE a (
  id integer,
  m mood
) PARTITION BY LIST (id);

CREATE TABLE a1 PARTITION OF a DEFAULT;

-- fails-on-rows: rows of 'a.m' can make it fail
INSERT INTO a (id, m)
  SELECT id, m::text::mood FROM _migrate_a.a;

DROP TABLE _migrate_a.a;

DROP SCHEMA _migrate_a;

DROP TYPE _migrate_mood;
