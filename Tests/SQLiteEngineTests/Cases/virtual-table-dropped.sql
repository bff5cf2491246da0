-- from
CREATE VIRTUAL TABLE search USING fts5(title);
CREATE TABLE sale (id INTEGER PRIMARY KEY, cents INTEGER);

-- to
CREATE TABLE sale (id INTEGER PRIMARY KEY, cents INTEGER);

-- rows
INSERT INTO search VALUES ('a');

-- up
-- drop-table: the rows of 'search' are lost
DROP TABLE search;

-- hazards
drop-table search
