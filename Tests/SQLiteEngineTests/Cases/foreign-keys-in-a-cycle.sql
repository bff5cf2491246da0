-- from
CREATE TABLE team (id INTEGER PRIMARY KEY, captain_id INTEGER REFERENCES player (id));
CREATE TABLE player (id INTEGER PRIMARY KEY, team_id INTEGER REFERENCES team (id));

-- to
CREATE TABLE team (id INTEGER PRIMARY KEY, captain_id INTEGER NOT NULL REFERENCES player (id));
CREATE TABLE player (id INTEGER PRIMARY KEY, team_id INTEGER REFERENCES team (id) ON DELETE CASCADE);

-- rows
INSERT INTO player VALUES (1, NULL);
INSERT INTO team VALUES (9, 1);
UPDATE player SET team_id = 9;

-- up
CREATE TABLE _migrate_player (id INTEGER PRIMARY KEY, team_id INTEGER REFERENCES team (id) ON DELETE CASCADE);

INSERT INTO _migrate_player (id, team_id)
  SELECT id, team_id FROM player; DROP TABLE player;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_player RENAME TO player;

PRAGMA legacy_alter_table = OFF;

CREATE TABLE _migrate_team (id INTEGER PRIMARY KEY, captain_id INTEGER NOT NULL REFERENCES player (id));

INSERT INTO _migrate_team (id, captain_id)
  SELECT id, captain_id FROM team; DROP TABLE team;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_team RENAME TO team;

PRAGMA legacy_alter_table = OFF;

-- hazards
fails-on-rows team.captain_id
rewrites-table player
rewrites-table team
