-- from
CREATE VIRTUAL TABLE post USING fts5(title, body, tokenize = 'porter');
CREATE VIEW titles AS SELECT title FROM post;

-- to
CREATE VIRTUAL TABLE post USING fts5(title, body, author UNINDEXED, tokenize = 'porter');
CREATE VIEW titles AS SELECT title FROM post;

-- rows
INSERT INTO post (rowid, title, body) VALUES (3, 'lakes', 'a walk'), (8, 'bears', 'a park');

-- up
CREATE VIRTUAL TABLE _migrate_post USING fts5(title, body, author UNINDEXED, tokenize = 'porter');

INSERT INTO _migrate_post (rowid, title, body)
  SELECT rowid, title, body FROM post;

INSERT INTO _migrate_post (_migrate_post, rank)
  SELECT k, v FROM post_config WHERE k <> 'version';

DROP TABLE post;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_post RENAME TO post;

PRAGMA legacy_alter_table = OFF;

-- hazards
rewrites-table post
