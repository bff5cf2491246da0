-- from
CREATE TABLE sale (id INTEGER PRIMARY KEY, cents INTEGER);
CREATE VIEW total AS SELECT sum(cents) AS cents FROM sale;

-- to
CREATE TABLE sale (id INTEGER PRIMARY KEY, cents INTEGER);
CREATE VIEW total AS
  SELECT sum(cents) AS cents, count(*) AS sales
  FROM sale;

-- rows
INSERT INTO sale VALUES (1, 100);

-- up
DROP VIEW total;

CREATE VIEW total AS
  SELECT sum(cents) AS cents, count(*) AS sales
  FROM sale;
