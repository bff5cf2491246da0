-- from
CREATE TABLE vote (id INTEGER PRIMARY KEY, stars INTEGER CHECK (stars > 0));

-- to
CREATE TABLE vote (id INTEGER PRIMARY KEY, stars INTEGER);

-- rows
INSERT INTO vote VALUES (1, 5);

-- up
CREATE TABLE _migrate_vote (id INTEGER PRIMARY KEY, stars INTEGER);

INSERT INTO _migrate_vote (id, stars)
  SELECT id, stars FROM vote; DROP TABLE vote;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_vote RENAME TO vote;

PRAGMA legacy_alter_table = OFF;

-- hazards
rewrites-table vote
