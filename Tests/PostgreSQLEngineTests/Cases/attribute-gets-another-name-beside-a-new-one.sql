-- from
CREATE TYPE address AS (street text, zip text);
CREATE TABLE p (id int PRIMARY KEY, a address);

-- renames
address location
address.zip code

-- to
CREATE TYPE location AS (street text, code text, country text);
CREATE TABLE p (id int PRIMARY KEY, a location);

-- up
ALTER TYPE address RENAME ATTRIBUTE zip TO code;

ALTER TYPE address RENAME TO location;

ALTER TYPE location ADD ATTRIBUTE country text;
