-- from
CREATE VIRTUAL TABLE place USING rtree(id, min_x, max_x, +label TEXT);

-- to
CREATE VIRTUAL TABLE place USING rtree(id, min_x, max_x, min_y, max_y, +label TEXT);

-- rows
INSERT INTO place VALUES (7, 1, 2, 'park');

-- up
CREATE VIRTUAL TABLE _migrate_place USING rtree(id, min_x, max_x, min_y, max_y, +label TEXT);

INSERT INTO _migrate_place (id, min_x, max_x, label)
  SELECT id, min_x, max_x, label FROM place;

DROP TABLE place;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_place RENAME TO place;

PRAGMA legacy_alter_table = OFF;

-- hazards
rewrites-table place
