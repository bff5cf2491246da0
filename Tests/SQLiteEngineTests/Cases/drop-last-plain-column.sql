-- from
CREATE TABLE reading (celsius REAL, kelvin AS (celsius + 273.15));

-- to
CREATE TABLE reading (fahrenheit REAL, kelvin AS (1 + 272.15));

-- rows
INSERT INTO reading VALUES (20.5), (21);

-- up
-- drop-column: the values of 'reading.celsius' are lost
CREATE TABLE _migrate_reading (fahrenheit REAL, kelvin AS (1 + 272.15));

INSERT INTO _migrate_reading (rowid, fahrenheit)
  SELECT rowid, NULL FROM reading; DROP TABLE reading;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_reading RENAME TO reading;

PRAGMA legacy_alter_table = OFF;

-- hazards
drop-column reading.celsius
rewrites-table reading
