-- from
CREATE TABLE plant (id INTEGER PRIMARY KEY, name TEXT NOT NULL, nickname TEXT);

-- to
CREATE TABLE plant (id INTEGER PRIMARY KEY, name TEXT NOT NULL);

-- rows
INSERT INTO plant VALUES (1, 'fern', 'Fred');

-- up
-- drop-column: the values of 'plant.nickname' are lost
ALTER TABLE plant DROP COLUMN nickname;

-- hazards
drop-column plant.nickname
rewrites-table plant
