-- from
CREATE TABLE word (text TEXT);
CREATE INDEX word_text ON word (text);

-- to
CREATE TABLE word (text TEXT COLLATE NOCASE);
CREATE INDEX word_text ON word (text);

-- rows
INSERT INTO word VALUES ('Ab'), ('aB');

-- up
DROP INDEX word_text;

CREATE TABLE _migrate_word (text TEXT COLLATE NOCASE);

INSERT INTO _migrate_word (rowid, text)
  SELECT rowid, text FROM word; DROP TABLE word;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_word RENAME TO word;

PRAGMA legacy_alter_table = OFF;

CREATE INDEX word_text ON word (text);

-- hazards
rewrites-table word
