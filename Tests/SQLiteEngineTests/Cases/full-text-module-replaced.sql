-- from
CREATE VIRTUAL TABLE post USING fts4(title, body TEXT NOT NULL, tokenize=unicode61);

-- to
CREATE VIRTUAL TABLE post USING fts5(title, body);

-- rows
INSERT INTO post (docid, title, body) VALUES (3, 'lakes', 'a walk'), (8, 'bears', 'a park');

-- up
CREATE VIRTUAL TABLE _migrate_post USING fts5(title, body);

INSERT INTO _migrate_post (rowid, title, body)
  SELECT rowid, title, body FROM post;

DROP TABLE post;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_post RENAME TO post;

PRAGMA legacy_alter_table = OFF;

-- hazards
rewrites-table post
