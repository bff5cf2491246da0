-- from
CREATE TABLE event (at TEXT, kind TEXT);
CREATE INDEX by_kind ON event (kind);
CREATE INDEX by_time ON event (at) WHERE kind = 'a';
CREATE INDEX same ON event (at COLLATE NOCASE);

-- to
CREATE TABLE event (at TEXT, kind TEXT);
CREATE INDEX by_kind ON event (kind COLLATE NOCASE DESC);
CREATE INDEX by_time ON event (at) WHERE kind = 'b';
CREATE INDEX same ON "event" ("at"   collate nocase ASC);

-- rows
INSERT INTO event VALUES ('2020', 'A');

-- up
DROP INDEX by_kind;

DROP INDEX by_time;

CREATE INDEX by_kind ON event (kind COLLATE NOCASE DESC);

CREATE INDEX by_time ON event (at) WHERE kind = 'b';
