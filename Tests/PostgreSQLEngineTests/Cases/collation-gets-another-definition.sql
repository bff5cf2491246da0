-- from
CREATE COLLATION folded (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TABLE a (id integer PRIMARY KEY, n text COLLATE folded DEFAULT 'x');
CREATE INDEX i ON a (n);

-- to
CREATE COLLATION folded (provider = icu, locale = 'de-u-kn');
CREATE TABLE a (id integer PRIMARY KEY, n text COLLATE folded DEFAULT 'x');
CREATE INDEX i ON a (n);

-- up
DROP INDEX i;

ALTER TABLE a ALTER COLUMN n DROP DEFAULT;

ALTER COLLATION folded RENAME TO _migrate_folded;

CREATE COLLATION folded (provider = icu, locale = 'de-u-kn');

ALTER TABLE a ALTER COLUMN n TYPE text COLLATE folded;

ALTER TABLE a ALTER COLUMN n SET DEFAULT 'x'::text;

CREATE INDEX i ON a USING btree (n);

DROP COLLATION _migrate_folded;
