-- from
CREATE COLLATION folded (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
CREATE TABLE a (id integer PRIMARY KEY, n text COLLATE folded DEFAULT 'x');
CREATE INDEX i ON a (n);

-- to
CREATE COLLATION folded (provider = icu, locale = 'de-u-kn');
CREATE TABLE a (id integer PRIMARY KEY, n text COLLATE folded DEFAULT 'x');
CREATE INDEX i ON a (n);

-- up
