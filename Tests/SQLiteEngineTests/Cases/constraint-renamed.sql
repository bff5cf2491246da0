-- from
CREATE TABLE vote (id INTEGER PRIMARY KEY, stars INTEGER, CONSTRAINT a CHECK (stars > 0));

-- to
CREATE TABLE vote (id INTEGER PRIMARY KEY, stars INTEGER, CONSTRAINT b CHECK (("stars" > 0)));

-- rows
INSERT INTO vote VALUES (1, 5);

-- up
