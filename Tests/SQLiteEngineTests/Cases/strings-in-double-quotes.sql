-- from
CREATE TABLE task (id INTEGER PRIMARY KEY, state TEXT CHECK (state IN ("Open", "Done")));

-- to
CREATE TABLE task (id INTEGER PRIMARY KEY, state TEXT CHECK (state IN ("open", "Done")));

-- rows
INSERT INTO task VALUES (1, 'Done');

-- up
CREATE TABLE _migrate_task (id INTEGER PRIMARY KEY, state TEXT CHECK (state IN ("open", "Done")));

INSERT INTO _migrate_task (id, state)
  SELECT id, state FROM task; DROP TABLE task;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_task RENAME TO task;

PRAGMA legacy_alter_table = OFF;

-- hazards
fails-on-rows task check (state IN ("open", "Done"))
rewrites-table task
