-- from
CREATE TABLE event (at TEXT, kind TEXT);
CREATE INDEX event_at ON event (at);

-- to
CREATE TABLE event (at TEXT, kind TEXT);

-- rows
INSERT INTO event VALUES ('2020', 'A');

-- up
DROP INDEX event_at;
