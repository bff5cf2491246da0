-- from
CREATE TABLE task (id INTEGER PRIMARY KEY, state TEXT CHECK (state IN ("Open", "Done")));

-- to
CREATE TABLE task (id INTEGER PRIMARY KEY, state TEXT CHECK (state IN ("open", "Done")));

-- rows
INSERT INTO task VALUES (1, 'Done');

-- up
CREATE TABLE _migrate_task (id INTEGER PRIMARY KEY, state TEXT CHECK (state IN ("open", "Done")));

INSERT INTO _migrate_task (id, state)
  SELECT id, state FROM task;

DROP TABLE task;

ALTER TABLE _migrate_task RENAME TO task;

-- hazards
fails-on-rows task check (state IN ("open", "Done"))
rewrites-table task
