-- from
CREATE TABLE t (id int PRIMARY KEY);
CREATE VIEW a AS SELECT id FROM t;
CREATE VIEW b AS SELECT id + 1 AS next FROM t;

-- renames
a b

-- to
CREATE TABLE t (id int PRIMARY KEY);
CREATE VIEW b AS SELECT id FROM t;

-- up
ALTER VIEW b RENAME TO _migrate_b;

ALTER VIEW a RENAME TO b;

DROP VIEW _migrate_b;
