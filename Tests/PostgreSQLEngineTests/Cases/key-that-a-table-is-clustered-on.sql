-- from
CREATE TABLE a (n integer CONSTRAINT a_key PRIMARY KEY);

-- to
CREATE TABLE a (n integer CONSTRAINT a_key PRIMARY KEY);
ALTER TABLE a CLUSTER ON a_key;

-- up
ALTER TABLE a CLUSTER ON a_key;
