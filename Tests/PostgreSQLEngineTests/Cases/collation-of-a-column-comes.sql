-- from
CREATE TABLE a (n text, m text COLLATE "C");
CREATE INDEX i ON a (n);

-- to
CREATE COLLATION folded (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TABLE a (n text COLLATE folded, m text);
CREATE INDEX i ON a (n);

-- up
CREATE COLLATION folded (provider = icu, locale = 'und-u-ks-level2', deterministic = false);

ALTER TABLE a ALTER COLUMN m TYPE text;

ALTER TABLE a ALTER COLUMN n TYPE text COLLATE folded;
