-- from
CREATE TABLE posts (title TEXT PRIMARY KEY);
CREATE VIRTUAL TABLE search USING fts5(title, content='posts');

-- to
CREATE TABLE posts (title TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE search USING fts5(title, content='posts');

-- rows
INSERT INTO posts VALUES ('lake'), ('bear');

-- up
CREATE TABLE _migrate_posts (title TEXT PRIMARY KEY) WITHOUT ROWID;

-- drop-column: the values of 'posts.rowid' are lost
INSERT INTO _migrate_posts (title)
  SELECT title FROM posts; DROP TABLE posts;

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_posts RENAME TO posts;

PRAGMA legacy_alter_table = OFF;

-- hazards
fails-on-rows posts.title
drop-table search
drop-column posts.rowid
rewrites-table posts
