-- from
CREATE VIRTUAL TABLE "post it" USING fts5(title, body);

-- to
CREATE VIRTUAL TABLE "post it" USING fts5(title);

-- rows
INSERT INTO "post it" (rowid, title, body) VALUES (3, 'lakes', 'a walk'), (8, 'bears', 'a park');

-- up
CREATE VIRTUAL TABLE "_migrate_post it" USING fts5(title);

INSERT INTO "_migrate_post it" (rowid, title)
  SELECT rowid, title FROM "post it";

INSERT INTO "_migrate_post it" ("_migrate_post it", rank)
  SELECT k, v FROM "post it_config" WHERE k <> 'version';

-- drop-column: the values of 'post it.body' are lost
DROP TABLE "post it";

PRAGMA legacy_alter_table = ON;

ALTER TABLE "_migrate_post it" RENAME TO "post it";

PRAGMA legacy_alter_table = OFF;

-- hazards
drop-column post it.body
rewrites-table post it
