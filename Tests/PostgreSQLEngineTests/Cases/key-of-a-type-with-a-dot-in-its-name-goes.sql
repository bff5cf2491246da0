-- from
CREATE TYPE "x.y" AS RANGE (subtype = numeric);
CREATE TABLE a (id "x.y" PRIMARY KEY);

-- to
CREATE TYPE "x.y" AS RANGE (subtype = numeric);
CREATE TABLE a (id "x.y");

-- up
ALTER TABLE a DROP CONSTRAINT a_pkey;

ALTER TABLE a ALTER COLUMN id DROP NOT NULL;
