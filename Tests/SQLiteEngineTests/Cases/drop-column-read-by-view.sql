-- from
CREATE TABLE plant (id INTEGER PRIMARY KEY, name TEXT NOT NULL, nickname TEXT);
CREATE VIEW labels AS SELECT id, coalesce(nickname, name) AS label FROM plant;

-- to
CREATE TABLE plant (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE VIEW labels AS SELECT id, name AS label FROM plant;

-- rows
INSERT INTO plant VALUES (1, 'fern', 'Fred');

-- up
DROP VIEW labels;

-- drop-column: the values of 'plant.nickname' are lost
ALTER TABLE plant DROP COLUMN nickname;

CREATE VIEW labels AS SELECT id, name AS label FROM plant;

-- hazards
drop-column plant.nickname
rewrites-table plant
