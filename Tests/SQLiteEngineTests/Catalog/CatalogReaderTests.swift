import Engine
import SchemaModel
import Testing

@testable import SQLiteEngine

@Suite struct CatalogReaderTests {
  @Test func `an empty database has an empty schema`() throws {
    #expect(try SQLiteDatabase.scratch("").schema().isEmpty)
  }

  @Test func `what belongs to SQLite, to virtual tables or to the record is left out`() throws {
    let schema = try SQLiteDatabase.scratch(
      """
      CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, x TEXT UNIQUE);
      CREATE VIRTUAL TABLE words USING fts5(body);
      CREATE TABLE \(RecordEntry.tableName) (revision TEXT);
      CREATE INDEX on_record ON \(RecordEntry.tableName) (revision);
      ANALYZE;
      """
    ).schema()
    #expect(schema.tables.map(\.name.spelling) == ["a"])
    #expect(schema.tables[0].indexes.isEmpty)
    #expect(schema.objects.map(\.name.spelling) == ["words"])
    #expect(schema.objects.map(\.kind) == [.virtualTable])
  }

  @Test func `virtual tables come before views, and views before triggers`() throws {
    let schema = try SQLiteDatabase.scratch(
      """
      CREATE VIEW z AS SELECT 1 AS x;
      CREATE TRIGGER a INSTEAD OF DELETE ON z BEGIN SELECT 1; END;
      CREATE VIRTUAL TABLE m USING fts5(body);
      """
    ).schema()
    #expect(schema.objects.map(\.name.spelling) == ["m", "z", "a"])
    #expect(schema.objects.map(\.table?.spelling) == [nil, nil, "z"])
  }

  @Test func `a foreign key without columns refers to the parent's key`() throws {
    let schema = try SQLiteDatabase.scratch(
      """
      CREATE TABLE child (a REFERENCES parent, b, c, FOREIGN KEY (b, c) REFERENCES pair,
        FOREIGN KEY (b) REFERENCES nowhere, FOREIGN KEY (c) REFERENCES pair);
      CREATE TABLE parent (id INTEGER PRIMARY KEY);
      CREATE TABLE pair (x, y, PRIMARY KEY (y, x));
      """
    ).schema()
    let keys = schema.table(named: Name(sqlite: "child"))?.foreignKeys
    #expect(keys?.map { $0.parentColumns.map(\.spelling) } == [["id"], ["y", "x"], [], []])
  }

  @Test(arguments: [
    ("CREATE INDEX i ON t (a)", "CREATE INDEX I ON \"T\" (`A` ASC)", true),
    ("CREATE INDEX i ON t (a)", "CREATE INDEX i ON t (a COLLATE binary)", true),
    ("CREATE INDEX i ON t (a)", "CREATE INDEX i ON t (a DESC)", false),
    ("CREATE INDEX i ON t (a)", "CREATE INDEX i ON t (a COLLATE nocase)", false),
    ("CREATE INDEX i ON t (a)", "CREATE INDEX i ON t (b)", false),
    ("CREATE INDEX i ON t (a)", "CREATE UNIQUE INDEX i ON t (a)", false),
    ("CREATE INDEX i ON t (a)", "CREATE INDEX i ON t (a) WHERE b > 1", false),
    ("CREATE INDEX i ON t (a) WHERE b>1", "CREATE INDEX i ON t (a) WHERE ((B) > 1)", false),
    ("CREATE INDEX i ON t (a) WHERE b>1", "CREATE INDEX i ON t (a) WHERE (B > 1)", true),
    ("CREATE INDEX i ON t (a+b)", "CREATE INDEX i ON t ((a /* and */ + \"b\"))", true),
    ("CREATE INDEX i ON t (asc)", "CREATE INDEX i ON t (desc)", false),
    ("CREATE INDEX i ON t (a = \"X\")", "CREATE INDEX i ON t (a = \"x\")", false),
  ])
  func `two indexes are the same where no statement can tell`(
    one: String, other: String, isSame: Bool
  ) throws {
    let table = "CREATE TABLE t (a, b, \"asc\", \"desc\");"
    let schemas = try [one, other].map { try SQLiteDatabase.scratch(table + $0).schema() }
    #expect(schemas[0].substantialChanges(to: schemas[1]).isEmpty == isSame)
    #expect((schemas[0].canonicalText == schemas[1].canonicalText) == isSame)
  }

  @Test(arguments: [
    ("CREATE VIEW v AS SELECT a FROM t", "create view \"v\" as select A\n  from [t]; -- end", true),
    ("CREATE VIEW v AS SELECT a FROM t", "CREATE VIEW v AS SELECT a FROM t WHERE 1", false),
    ("CREATE VIEW v AS SELECT 'A'", "CREATE VIEW v AS SELECT 'a'", false),
    ("CREATE VIEW v AS SELECT \"Some\"", "CREATE VIEW v AS SELECT 'Some'", true),
    ("CREATE VIEW v AS SELECT \"Some\"", "CREATE VIEW v AS SELECT \"some\"", false),
    ("CREATE VIEW v (x) AS SELECT 1", "CREATE VIEW v (y) AS SELECT 1", false),
  ])
  func `two views are the same where no statement can tell`(
    one: String, other: String, isSame: Bool
  ) throws {
    let schemas = try [one, other].map {
      try SQLiteDatabase.scratch("CREATE TABLE t (a);" + $0).schema()
    }
    #expect(schemas[0].changes(to: schemas[1]).isEmpty == isSame)
  }

  @Test func `names that only look alike are two names`() throws {
    let schema = try SQLiteDatabase.scratch(
      """
      CREATE TABLE "\u{E9}" (x INTEGER, "a\u{301}", "\u{E1}");
      CREATE TABLE "e\u{301}" (y TEXT DEFAULT '\u{E9}');
      CREATE INDEX "i\u{301}" ON "\u{E9}" (x);
      CREATE INDEX "\u{ED}" ON "e\u{301}" (y DESC);
      """
    ).schema()
    #expect(schema.tables.map(\.columns.count) == [1, 3])
    #expect(schema.tables.map { $0.indexes[0].elements[0].isDescending } == [true, false])
    let other = try SQLiteDatabase.scratch(
      "CREATE TABLE \"e\u{301}\" (y TEXT DEFAULT 'e\u{301}')"
    ).schema()
    #expect(
      schema.changes(to: other).contains { if case .alterColumn = $0 { true } else { false } })
  }

  @Test func `NOT NULL is what SQLite makes of keys`() throws {
    let tables = try SQLiteDatabase.scratch(
      """
      CREATE TABLE a (x TEXT PRIMARY KEY);
      CREATE TABLE b (x TEXT PRIMARY KEY) WITHOUT ROWID;
      CREATE TABLE c (x TEXT PRIMARY KEY) STRICT;
      CREATE TABLE d (x INTEGER PRIMARY KEY);
      """
    ).schema().tables
    #expect(tables.map(\.columns[0].isNullable) == [true, false, false, true])
  }
}
