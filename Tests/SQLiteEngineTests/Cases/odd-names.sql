-- from
CREATE TABLE "it's a ""table""" ("first name" TEXT, "größe" INTEGER, "--x" TEXT, 'a;b' TEXT);
CREATE INDEX "i/*x*/" ON "it's a ""table""" ("größe");

-- to
CREATE TABLE "it's a ""table""" ("first name" TEXT NOT NULL DEFAULT 'it''s', "größe" INTEGER, "--x" TEXT, "a;b" TEXT);
CREATE INDEX "i/*x*/" ON "it's a ""table""" ("größe");

-- rows
INSERT INTO "it's a ""table""" VALUES ('a', 1, 'b', 'c');

-- up
CREATE TABLE "_migrate_it's a ""table""" ("first name" TEXT NOT NULL DEFAULT 'it''s', "größe" INTEGER, "--x" TEXT, "a;b" TEXT);

INSERT INTO "_migrate_it's a ""table""" (rowid, "first name", "größe", "--x", "a;b")
  SELECT rowid, ifnull("first name", 'it''s'), "größe", "--x", "a;b" FROM "it's a ""table"""; DROP TABLE "it's a ""table""";

PRAGMA legacy_alter_table = ON;

ALTER TABLE "_migrate_it's a ""table""" RENAME TO "it's a ""table""";

PRAGMA legacy_alter_table = OFF;

CREATE INDEX "i/*x*/" ON "it's a ""table""" ("größe");

-- hazards
rewrites-table it's a "table"
