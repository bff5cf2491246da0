-- from
CREATE TABLE point (x INTEGER, y INTEGER, _migrate_x INTEGER);

-- to
CREATE TABLE point (y INTEGER, x INTEGER, _migrate_x INTEGER);

-- rows
INSERT INTO point VALUES (1, 2, 3);

-- renames
point.x y
point.y x

-- up
ALTER TABLE point RENAME COLUMN x TO __migrate_x;

ALTER TABLE point RENAME COLUMN y TO x;

ALTER TABLE point RENAME COLUMN __migrate_x TO y;
