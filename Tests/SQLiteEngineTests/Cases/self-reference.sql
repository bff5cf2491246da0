-- from
CREATE TABLE folder (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES folder (id));

-- to
CREATE TABLE folder (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES folder (id) ON DELETE CASCADE, CHECK (folder.parent_id <> folder.id));

-- rows
INSERT INTO folder VALUES (1, NULL), (2, 1), (3, 2);

-- up
CREATE TABLE _migrate_folder (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES folder (id) ON DELETE CASCADE, CHECK (_migrate_folder.parent_id <> _migrate_folder.id));

INSERT INTO _migrate_folder (id, parent_id)
  SELECT id, parent_id FROM folder; DROP TABLE folder;

ALTER TABLE _migrate_folder RENAME TO folder;

-- hazards
fails-on-rows folder check (folder.parent_id <> folder.id)
rewrites-table folder
