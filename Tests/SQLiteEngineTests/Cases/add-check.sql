-- from
CREATE TABLE vote (id INTEGER PRIMARY KEY, stars INTEGER);

-- to
CREATE TABLE vote (id INTEGER PRIMARY KEY, stars INTEGER, CONSTRAINT few CHECK (stars < 6));

-- rows
INSERT INTO vote VALUES (1, 5), (2, NULL);

-- up
CREATE TABLE _migrate_vote (id INTEGER PRIMARY KEY, stars INTEGER, CONSTRAINT few CHECK (stars < 6));

INSERT INTO _migrate_vote (id, stars)
  SELECT id, stars FROM vote; DROP TABLE vote;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_vote RENAME TO vote;

PRAGMA legacy_alter_table = OFF;

-- hazards
fails-on-rows vote check (stars < 6)
rewrites-table vote
