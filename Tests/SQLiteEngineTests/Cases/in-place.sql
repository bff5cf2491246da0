-- from
CREATE TABLE vote (id INTEGER PRIMARY KEY, stars INTEGER NOT NULL, by TEXT REFERENCES member (name));
CREATE TABLE member (name TEXT PRIMARY KEY);

-- to
CREATE TABLE vote (id INTEGER PRIMARY KEY, stars INT, by TEXT REFERENCES member (name) ON DELETE SET NULL, CHECK (stars < 6));
CREATE TABLE member (name TEXT PRIMARY KEY);

-- rows
INSERT INTO member VALUES ('ann');
INSERT INTO vote VALUES (1, 5, 'ann');

-- options in-place

-- up
CREATE TEMP TABLE _migrate_declared (once CONSTRAINT "vote is not declared as this revision expects" CHECK (once));

INSERT INTO _migrate_declared
  SELECT count(*) = 2 AND count(DISTINCT replace(replace(replace(replace(replace(replace(substr(text, instr(text, '(')), ' ', ''), char(9), ''), char(10), ''), char(13), ''), '"', ''), '`', '')) = 1 FROM (
    SELECT sql AS text FROM sqlite_master
      WHERE type = 'table' AND name = 'vote' COLLATE NOCASE
    UNION ALL SELECT '(id INTEGER PRIMARY KEY, stars INTEGER NOT NULL, by TEXT REFERENCES member (name))');

DROP TABLE _migrate_declared;

CREATE TEMP TABLE _migrate_check (holds CHECK (holds));

INSERT INTO _migrate_check
  SELECT 0 FROM vote WHERE NOT (stars < 6) LIMIT 1;

DROP TABLE _migrate_check;

PRAGMA writable_schema = ON;

UPDATE sqlite_master
  SET sql = printf('CREATE TABLE "%w" %s', name, '(id INTEGER PRIMARY KEY, stars INT, by TEXT REFERENCES member (name) ON DELETE SET NULL, CHECK (stars < 6))')
  WHERE type = 'table' AND name = 'vote' COLLATE NOCASE;

PRAGMA writable_schema = RESET;

CREATE VIEW _migrate_reload AS SELECT 1;

DROP VIEW _migrate_reload;

-- hazards
fails-on-rows vote check (stars < 6)
