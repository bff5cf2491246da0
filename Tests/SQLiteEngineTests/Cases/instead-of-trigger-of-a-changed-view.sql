-- from
CREATE TABLE sale (id INTEGER PRIMARY KEY, cents INTEGER);
CREATE VIEW cheap AS SELECT id FROM sale WHERE cents < 10;
CREATE TRIGGER cheap_delete INSTEAD OF DELETE ON cheap BEGIN
  DELETE FROM sale WHERE id = old.id;
END;

-- to
CREATE TABLE sale (id INTEGER PRIMARY KEY, cents INTEGER);
CREATE VIEW cheap AS SELECT id FROM sale WHERE cents < 20;
CREATE TRIGGER cheap_delete INSTEAD OF DELETE ON cheap BEGIN
  DELETE FROM sale WHERE id = old.id;
END;

-- rows
INSERT INTO sale VALUES (1, 100);

-- up
DROP TRIGGER cheap_delete;

DROP VIEW cheap;

CREATE VIEW cheap AS SELECT id FROM sale WHERE cents < 20;

CREATE TRIGGER cheap_delete INSTEAD OF DELETE ON cheap BEGIN
  DELETE FROM sale WHERE id = old.id;
END;
