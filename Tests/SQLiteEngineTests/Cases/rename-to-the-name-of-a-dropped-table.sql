-- from
CREATE TABLE entry (id INTEGER PRIMARY KEY, text TEXT);
CREATE TABLE entry_new (id INTEGER PRIMARY KEY, body TEXT);
CREATE TABLE remark (entry_id INTEGER REFERENCES entry (id));

-- to
CREATE TABLE entry (id INTEGER PRIMARY KEY, body TEXT);
CREATE TABLE remark (entry_id INTEGER REFERENCES entry (id));

-- rows
INSERT INTO entry VALUES (1, 'old');
INSERT INTO entry_new VALUES (1, 'new');
INSERT INTO remark VALUES (1);

-- renames
entry_new entry

-- options down-fails-on-rows

-- up
ALTER TABLE entry RENAME TO _migrate_entry;

ALTER TABLE entry_new RENAME TO entry;

CREATE TABLE _migrate_remark (entry_id INTEGER REFERENCES entry (id));

INSERT INTO _migrate_remark (rowid, entry_id)
  SELECT rowid, entry_id FROM remark; DROP TABLE remark;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_remark RENAME TO remark;

PRAGMA legacy_alter_table = OFF;

-- drop-table: the rows of 'entry' are lost
DROP TABLE _migrate_entry;

-- hazards
drop-table entry
fails-on-rows remark(entry_id)
rewrites-table remark
