import Engine
import SchemaModel
import Testing

@testable import SQLiteEngine

/// The rows of `docs/sqlite-grammar.md`, tried: what is compared there makes a difference here.
@Suite struct GrammarTableTests {
  private static let parent = "CREATE TABLE p (id INTEGER PRIMARY KEY);"

  private func schema(_ sql: String) throws -> Schema {
    let database = try SQLiteDatabase(scratch: ())
    try database.run(
      Script(sql, path: "a.sql", options: ScriptOptions(isTransactional: false)))
    return try database.schema()
  }

  @Test(arguments: [
    ("CREATE TABLE a (x INT)", "CREATE TABLE a (x INTEGER)"),
    ("CREATE TABLE a (x VARCHAR(1))", "CREATE TABLE a (x VARCHAR(2))"),
    ("CREATE TABLE a (x INT)", "CREATE TABLE a (x INT) STRICT"),
    ("CREATE TABLE a (x INT PRIMARY KEY)", "CREATE TABLE a (x INT PRIMARY KEY) WITHOUT ROWID"),
    ("CREATE TABLE a AS SELECT 1 AS x", "CREATE TABLE a AS SELECT 1 AS x, 2 AS y"),
    ("CREATE TABLE a (x INTEGER PRIMARY KEY)", "CREATE TABLE a (x INTEGER PRIMARY KEY DESC)"),
    (
      "CREATE TABLE a (x INTEGER PRIMARY KEY)",
      "CREATE TABLE a (x INTEGER PRIMARY KEY AUTOINCREMENT)"
    ),
    ("CREATE TABLE a (x PRIMARY KEY)", "CREATE TABLE a (x PRIMARY KEY ON CONFLICT REPLACE)"),
    ("CREATE TABLE a (x)", "CREATE TABLE a (x NOT NULL)"),
    ("CREATE TABLE a (x NOT NULL)", "CREATE TABLE a (x NOT NULL ON CONFLICT IGNORE)"),
    ("CREATE TABLE a (x UNIQUE)", "CREATE TABLE a (x UNIQUE ON CONFLICT REPLACE)"),
    ("CREATE TABLE a (x)", "CREATE TABLE a (x CHECK (x > 0))"),
    ("CREATE TABLE a (x DEFAULT 1)", "CREATE TABLE a (x DEFAULT 2)"),
    ("CREATE TABLE a (x)", "CREATE TABLE a (x COLLATE NOCASE)"),
    ("CREATE TABLE a (x REFERENCES p)", "CREATE TABLE a (x REFERENCES p ON DELETE CASCADE)"),
    ("CREATE TABLE a (x REFERENCES p)", "CREATE TABLE a (x REFERENCES p ON UPDATE CASCADE)"),
    (
      "CREATE TABLE a (x REFERENCES p)",
      "CREATE TABLE a (x REFERENCES p DEFERRABLE INITIALLY DEFERRED)"
    ),
    ("CREATE TABLE a (x, y AS (x + 1))", "CREATE TABLE a (x, y AS (x + 1) STORED)"),
    ("CREATE TABLE a (x, UNIQUE (x))", "CREATE TABLE a (x, UNIQUE (x COLLATE NOCASE))"),
    ("CREATE TABLE a (x, UNIQUE (x))", "CREATE TABLE a (x, UNIQUE (x DESC))"),
    ("CREATE INDEX i ON p (id)", "CREATE UNIQUE INDEX i ON p (id)"),
    ("CREATE INDEX i ON p (id)", "CREATE INDEX i ON p (id DESC)"),
    ("CREATE INDEX i ON p (id)", "CREATE INDEX i ON p (id COLLATE NOCASE)"),
    ("CREATE INDEX i ON p (id)", "CREATE INDEX i ON p (id) WHERE id > 0"),
    ("CREATE INDEX i ON p (id)", "CREATE INDEX i ON p (id + 1)"),
    ("CREATE VIEW v AS SELECT id FROM p", "CREATE VIEW v (n) AS SELECT id FROM p"),
    (
      "CREATE TRIGGER t AFTER INSERT ON p BEGIN SELECT 1; END",
      "CREATE TRIGGER t AFTER INSERT ON p WHEN NEW.id > 0 BEGIN SELECT 1; END"
    ),
    ("CREATE VIRTUAL TABLE f USING fts5 (a)", "CREATE VIRTUAL TABLE f USING fts5 (a, b)"),
  ])
  func `what is compared makes a difference`(_ one: String, _ other: String) throws {
    let changes = try schema(Self.parent + one).substantialChanges(to: schema(Self.parent + other))
    #expect(!changes.isEmpty)
  }

  @Test(arguments: [
    ("CREATE TABLE a (x)", "CREATE TABLE IF NOT EXISTS main.A (X NULL /* c */)"),
    (
      "CREATE TABLE a (x REFERENCES p)", "CREATE TABLE a (x REFERENCES p MATCH FULL NOT DEFERRABLE)"
    ),
    (
      "CREATE TABLE a (x REFERENCES p)",
      "CREATE TABLE a (x REFERENCES p DEFERRABLE INITIALLY IMMEDIATE)"
    ),
    ("CREATE TABLE a (x, y AS (x))", "CREATE TABLE a (x, y GENERATED ALWAYS AS (x) VIRTUAL)"),
    ("CREATE TABLE a (x, UNIQUE (x))", "CREATE TABLE a (x UNIQUE)"),
    ("CREATE TABLE a (x, CONSTRAINT c CHECK (x))", "CREATE TABLE a (x, CONSTRAINT d CHECK (x))"),
    ("CREATE TABLE a (x, y)", "CREATE TABLE a (y, x)"),
    ("CREATE TABLE a (x)", "CREATE TABLE a (x); CREATE TEMP TABLE b (x)"),
    ("CREATE TABLE a (x)", "CREATE TABLE a (x); ANALYZE; PRAGMA user_version = 3"),
    ("CREATE TABLE a (x)", "CREATE TABLE a (x); INSERT INTO a VALUES (1)"),
  ])
  func `what is the same, shown, left out or not read makes none`(
    _ one: String, _ other: String
  ) throws {
    let changes = try schema(Self.parent + one).substantialChanges(to: schema(Self.parent + other))
    #expect(changes.isEmpty)
  }
}
