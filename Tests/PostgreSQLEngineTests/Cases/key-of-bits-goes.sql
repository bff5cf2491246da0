-- from
CREATE TABLE a (id bit varying(5) PRIMARY KEY);

-- to
CREATE TABLE a (id bit varying(5));

-- up
ALTER TABLE a DROP CONSTRAINT a_pkey;

ALTER TABLE a ALTER COLUMN id DROP NOT NULL;
