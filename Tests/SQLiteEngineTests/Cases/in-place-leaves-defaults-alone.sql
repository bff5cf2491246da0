-- from
CREATE TABLE vote (id INTEGER PRIMARY KEY);
ALTER TABLE vote ADD COLUMN stars INTEGER DEFAULT 3;

-- to
CREATE TABLE vote (id INTEGER PRIMARY KEY, stars INTEGER DEFAULT 4);

-- rows
INSERT INTO vote (id) VALUES (1);

-- options in-place

-- up
CREATE TABLE _migrate_vote (id INTEGER PRIMARY KEY, stars INTEGER DEFAULT 4);

INSERT INTO _migrate_vote (id, stars)
  SELECT id, stars FROM vote; DROP TABLE vote;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_vote RENAME TO vote;

PRAGMA legacy_alter_table = OFF;

-- hazards
rewrites-table vote
