-- from
CREATE TABLE plant (id INTEGER PRIMARY KEY, name TEXT NOT NULL);

-- to
CREATE TABLE plant (id INTEGER PRIMARY KEY, name TEXT NOT NULL, light INTEGER DEFAULT 2 CHECK (light BETWEEN 0 AND 5));

-- rows
INSERT INTO plant (id, name) VALUES (3, 'fern'), (7, 'moss');

-- up
ALTER TABLE plant ADD COLUMN light INTEGER DEFAULT 2 CHECK (light BETWEEN 0 AND 5);

-- hazards
fails-on-rows plant check (light BETWEEN 0 AND 5)
