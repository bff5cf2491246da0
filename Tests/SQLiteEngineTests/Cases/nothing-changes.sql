-- from
CREATE TABLE a (x INTEGER DEFAULT (1), y TEXT DEFAULT NULL, CHECK (x<>2));

-- to
CREATE TABLE a (
  x INTEGER DEFAULT 1, -- one
  y TEXT,
  CONSTRAINT c CHECK ( ( x != 2 ) )
);

-- rows
INSERT INTO a VALUES (1, 'b');

-- up
