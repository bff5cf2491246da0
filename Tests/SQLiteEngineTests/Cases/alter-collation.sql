-- from
CREATE TABLE word (text TEXT);
CREATE INDEX word_text ON word (text);

-- to
CREATE TABLE word (text TEXT COLLATE NOCASE);
CREATE INDEX word_text ON word (text);

-- rows
INSERT INTO word VALUES ('Ab'), ('aB');

-- up
CREATE TABLE _migrate_word (text TEXT COLLATE NOCASE);

INSERT INTO _migrate_word (text)
  SELECT text FROM word;

DROP TABLE word;

ALTER TABLE _migrate_word RENAME TO word;

CREATE INDEX word_text ON word (text);

-- hazards
rewrites-table word
