-- from
CREATE TYPE interval AS ENUM ('short', 'long');
CREATE DOMAIN point AS integer CHECK (VALUE > 0);
CREATE TABLE a (id integer, i public.interval NOT NULL, p public.point);

-- to
CREATE TYPE interval AS ENUM ('short', 'long', 'longer');
CREATE TABLE a (id integer);

-- up
-- drop-column: the values of 'a.i' are lost
ALTER TABLE a DROP COLUMN i;

ALTER TYPE public."interval" ADD VALUE 'longer';

-- drop-column: the values of 'a.p' are lost
ALTER TABLE a DROP COLUMN p;

DROP DOMAIN public.point;
