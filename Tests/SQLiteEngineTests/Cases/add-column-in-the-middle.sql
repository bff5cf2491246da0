-- from
CREATE TABLE plant (id INTEGER PRIMARY KEY, name TEXT NOT NULL);

-- to
CREATE TABLE plant (id INTEGER PRIMARY KEY, latin TEXT, name TEXT NOT NULL);

-- rows
INSERT INTO plant (id, name) VALUES (3, 'fern'), (7, 'moss');

-- up
ALTER TABLE plant ADD COLUMN latin TEXT;
