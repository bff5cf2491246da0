-- from


-- to
CREATE TABLE team (id INTEGER PRIMARY KEY, captain_id INTEGER REFERENCES player (id));
CREATE TABLE player (id INTEGER PRIMARY KEY, team_id INTEGER REFERENCES team (id));

-- up
CREATE TABLE player (id INTEGER PRIMARY KEY, team_id INTEGER REFERENCES team (id));

CREATE TABLE team (id INTEGER PRIMARY KEY, captain_id INTEGER REFERENCES player (id));
