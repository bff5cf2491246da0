-- from
CREATE TABLE event (at TEXT, kind TEXT);

-- to
CREATE TABLE event (at TEXT, kind TEXT);
CREATE INDEX event_at ON event (at DESC, kind);
CREATE UNIQUE INDEX event_kind ON event (lower(kind)) WHERE kind IS NOT NULL;

-- rows
INSERT INTO event VALUES ('2020', 'A'), ('2021', NULL);

-- up
CREATE INDEX event_at ON event (at DESC, kind);

CREATE UNIQUE INDEX event_kind ON event (lower(kind)) WHERE kind IS NOT NULL;

-- hazards
fails-on-rows event(lower(kind))
