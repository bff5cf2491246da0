-- from
CREATE TABLE "order" ("group" INTEGER PRIMARY KEY, "select" TEXT, "check" TEXT);
CREATE INDEX "index" ON "order" ("select");

-- to
CREATE TABLE "order" ("group" INTEGER PRIMARY KEY, "select" TEXT NOT NULL DEFAULT 'x', [check] TEXT, `primary` TEXT CHECK (`primary` <> "select"));
CREATE INDEX "index" ON "order" ("select");

-- rows
INSERT INTO "order" VALUES (1, 'a', 'b');

-- up
CREATE TABLE _migrate_order ("group" INTEGER PRIMARY KEY, "select" TEXT NOT NULL DEFAULT 'x', [check] TEXT, `primary` TEXT CHECK (`primary` <> "select"));

INSERT INTO _migrate_order ("group", "select", "check")
  SELECT "group", ifnull("select", 'x'), "check" FROM "order"; DROP TABLE "order";

PRAGMA legacy_alter_table = ON;

ALTER TABLE _migrate_order RENAME TO "order";

PRAGMA legacy_alter_table = OFF;

CREATE INDEX "index" ON "order" ("select");

-- hazards
fails-on-rows order check (`primary` <> "select")
rewrites-table order
