-- from
CREATE TABLE job (id INTEGER PRIMARY KEY, queue TEXT, tries INTEGER, old TEXT, payload TEXT);
CREATE INDEX job_queue ON job (queue);

-- to
CREATE TABLE job (
  id INTEGER PRIMARY KEY,
  queue TEXT NOT NULL DEFAULT 'main',
  payload BLOB,
  tries INTEGER CHECK (tries >= 0), -- how often so far
  UNIQUE (queue, payload)
);
CREATE INDEX job_queue ON job (queue, tries);

-- rows
INSERT INTO job VALUES (1, 'slow', 2, 'x', 'p'), (2, 'slow', 0, 'y', 'q');

-- up
DROP INDEX job_queue;

-- drop-column: the values of 'job.old' are lost
CREATE TABLE _migrate_job (
  id INTEGER PRIMARY KEY,
  queue TEXT NOT NULL DEFAULT 'main',
  payload BLOB,
  tries INTEGER CHECK (tries >= 0), -- how often so far
  UNIQUE (queue, payload)
);

INSERT INTO _migrate_job (id, queue, payload, tries)
  SELECT id, ifnull(queue, 'main'), payload, tries FROM job; DROP TABLE job;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_job RENAME TO job;

PRAGMA legacy_alter_table = OFF;

CREATE INDEX job_queue ON job (queue, tries);

-- hazards
fails-on-rows job check (tries >= 0)
fails-on-rows job(queue, payload)
drop-column job.old
rewrites-table job
