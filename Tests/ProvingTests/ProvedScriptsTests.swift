import Engine
import Proving
import SQLiteEngine
import SchemaModel
import Testing

@Suite struct ProvedScriptsTests {
  private let engine = SQLiteEngine()

  private func schema(_ sql: String) throws -> Schema {
    let database = try engine.openScratch()
    try database.run(Script(sql, path: "test.sql"))
    return try database.schema()
  }

  private func draft(
    _ from: String, _ to: String, renames: [Rename] = [], options: PlanOptions = PlanOptions()
  ) throws -> ProvedScripts {
    try ProvedScripts.make(
      engine: engine, from: try schema(from), to: try schema(to), renames: renames,
      options: options)
  }

  private func rename(_ table: String, _ column: String? = nil, to name: String) -> Rename {
    Rename(
      table: Name(folding: table), column: column.map { Name(folding: $0) },
      newName: Name(folding: name), evidence: .option)
  }

  @Test func `a draft has both scripts, and rows were there`() throws {
    let draft = try draft(
      "CREATE TABLE a (x INTEGER PRIMARY KEY)", "CREATE TABLE a (x INTEGER PRIMARY KEY, y TEXT)")
    #expect(draft.up.text == "ALTER TABLE a ADD COLUMN y TEXT;\n")
    #expect(draft.down.text.contains("DROP COLUMN y"))
    #expect(draft.proof.rowsKept == Proof.rowsPerTable)
    #expect(draft.proof.upFailureOnRows == nil)
    #expect(draft.hazards.isEmpty)
  }

  @Test func `nothing to do is nothing`() throws {
    let draft = try draft("CREATE TABLE a (x, y)", "CREATE TABLE a (y, x)")
    #expect(draft.up.statements.isEmpty)
    #expect(draft.changes.allSatisfy { $0.isCosmetic(in: .sqlite) })
  }

  @Test func `a name gets another case`() throws {
    let draft = try draft("CREATE TABLE a (x, Key)", "CREATE TABLE A (x, \"key\" NOT NULL)")
    #expect(draft.up.text.contains("ALTER TABLE a RENAME COLUMN \"Key\" TO \"key\";\n"))
    #expect(draft.proof.schema.tables.map(\.name.spelling) == ["A"])
    #expect(draft.proof.schema.tables[0].columns.map(\.name.spelling) == ["x", "key"])
    #expect(draft.down.text.contains("RENAME COLUMN \"key\" TO \"Key\""))
  }

  @Test func `values that change are a hazard`() throws {
    let draft = try draft(
      "CREATE TABLE a (x TEXT, y INT)", "CREATE TABLE a (x INTEGER, y BIGINT)")
    #expect(draft.proof.castColumns.map(\.description) == ["a.x"])
    #expect(draft.hazards.contains(Hazard(.castValues, subject: "a.x")))
  }

  @Test func `values that a strict table kept as they were may become numbers`() throws {
    let draft = try draft("CREATE TABLE a (x ANY) STRICT", "CREATE TABLE a (x ANY)")
    #expect(draft.proof.rowsKept == Proof.rowsPerTable)
    #expect(draft.hazards.contains(Hazard(.castValues, subject: "a.x")))
  }

  @Test(arguments: [
    ("", "DATE"), ("BLOB", "DATETIME"), ("", "INTEGER"), ("", "TEXT"), ("BLOB", "TEXT"),
    ("BLOB", "REAL"), ("TEXT", "DATE"), ("DATE", "TEXT"), ("TIMESTAMP", "REAL"),
    ("REAL", "INTEGER"), ("DECIMAL(9, 2)", "FLOAT"), ("BOOLEAN", "TEXT"),
  ])
  func `values that a column holds beside those of its type change too`(
    old: String, new: String
  ) throws {
    let draft = try draft("CREATE TABLE a (w, x \(old))", "CREATE TABLE a (w, x \(new))")
    #expect(draft.hazards.contains(Hazard(.castValues, subject: "a.x")))
  }

  @Test(arguments: [
    ("", "BLOB"), ("INT", "BLOB"), ("TEXT", ""), ("DATE", "INTEGER"), ("DATE", "DECIMAL"),
    ("VARCHAR(9)", "TEXT"),
  ])
  func `values that no column converts do not change`(old: String, new: String) throws {
    let draft = try draft("CREATE TABLE a (w, x \(old))", "CREATE TABLE a (w, x \(new))")
    #expect(draft.proof.castColumns.isEmpty)
    #expect(draft.proof.rowsKept == Proof.rowsPerTable)
  }

  // MARK: Numbers of rows

  @Test func `numbers of rows that change are a hazard, and an index finds the new ones`() throws {
    let index = "; CREATE VIRTUAL TABLE i USING fts5 (t, content='d', content_rowid='rowid')"
    let draft = try draft(
      "CREATE TABLE d (id BIGINT PRIMARY KEY, t TEXT)" + index,
      "CREATE TABLE d (id INTEGER PRIMARY KEY, t TEXT)" + index)
    #expect(draft.hazards.contains(Hazard(.castValues, subject: "d.rowid")))
    #expect(draft.up.text.contains("VALUES ('rebuild')"))
    #expect(draft.up.text.contains("-- cast-values: the values of 'd.rowid'"))
  }

  @Test(arguments: [
    ("id BIGINT PRIMARY KEY", "id BIGINT PRIMARY KEY) WITHOUT ROWID", Hazard.Kind.dropColumn),
    ("id INT", "id INTEGER PRIMARY KEY)", .castValues),
    ("n INTEGER PRIMARY KEY, id INT", "n INTEGER, id INTEGER PRIMARY KEY)", .castValues),
  ])
  func `numbers that no column shows are lost`(old: String, new: String, kind: Hazard.Kind) throws {
    let draft = try draft("CREATE TABLE d (\(old))", "CREATE TABLE d (\(new)")
    #expect(draft.hazards.contains(Hazard(kind, subject: "d.rowid")))
  }

  @Test(arguments: [
    ("n INT", "id INTEGER PRIMARY KEY, n INT)"),
    ("id INTEGER PRIMARY KEY", "id BIGINT PRIMARY KEY)"),
    ("id INTEGER PRIMARY KEY", "id INTEGER PRIMARY KEY) WITHOUT ROWID"),
    ("id INTEGER PRIMARY KEY, n INT", "id INTEGER PRIMARY KEY, n TEXT)"),
  ])
  func `numbers that rows keep are not`(old: String, new: String) throws {
    let draft = try draft("CREATE TABLE d (\(old))", "CREATE TABLE d (\(new)")
    #expect(!draft.hazards.contains { $0.subject == "d.rowid" })
  }

  @Test func `a column without values for its rows is proved on an empty table`() throws {
    let from = "CREATE TABLE a (x INT)"
    let to = "CREATE TABLE a (x INT, y INT NOT NULL)"
    let draft = try draft(from, to)
    #expect(draft.proof.upFailureOnRows != nil)
    #expect(draft.hazards.contains(Hazard(.failsOnRows, subject: "a.y")))
    let reference = ColumnReference(table: Name(folding: "a"), column: Name(folding: "y"))
    let filled = try self.draft(from, to, options: PlanOptions(backfills: [reference: "7"]))
    #expect(filled.proof.upFailureOnRows == nil)
    #expect(!filled.hazards.contains { $0.kind == .failsOnRows })
  }

  @Test func `a way back that needs lost rows is proved on an empty table`() throws {
    let draft = try draft(
      """
      CREATE TABLE p (id INTEGER PRIMARY KEY);
      CREATE TABLE c (p_id INTEGER NOT NULL REFERENCES p (id));
      """, "CREATE TABLE c (p_id INTEGER NOT NULL)")
    #expect(draft.proof.upFailureOnRows == nil)
    #expect(draft.proof.downFailureOnRows != nil)
  }

  @Test func `a bolder plan is tried where the gentlest does not hold`() throws {
    let view = ";CREATE VIEW broken AS SELECT * FROM nowhere"
    let draft = try draft(
      "CREATE TABLE a (x INT, y INT)" + view, "CREATE TABLE a (x INT)" + view)
    #expect(draft.up.text.contains("DROP VIEW broken"))
  }

  @Test func `what no plan achieves is refuted`() throws {
    var target = try schema("CREATE TABLE a (x INT)")
    // The declaration does not say what the columns claim.
    target = Schema(
      dialect: .sqlite,
      tables: [
        Table(
          name: Name(folding: "a"),
          columns: [Column(name: Name(folding: "y"), type: Expression("INT", key: "int"))],
          declaration: "CREATE TABLE a (x INT)")
      ])
    #expect(throws: ProofFailure.self) {
      try ProvedScripts.make(
        engine: engine, from: Schema(dialect: .sqlite), to: target, renames: [],
        options: PlanOptions())
    }
  }

  @Test func `a table that makes room for a renamed one does not survive`() throws {
    let draft = try draft(
      "CREATE TABLE a (x INTEGER PRIMARY KEY, t TEXT); CREATE TABLE b (x INTEGER PRIMARY KEY)",
      "CREATE TABLE a (x INTEGER PRIMARY KEY)", renames: [rename("b", to: "a")])
    #expect(draft.up.hazards.contains(Hazard(.dropTable, subject: "a")))
    #expect(draft.proof.rowsKept == Proof.rowsPerTable)
  }

  @Test func `columns that exchange their names keep their values`() throws {
    let draft = try draft(
      "CREATE TABLE a (x INT, y TEXT)", "CREATE TABLE a (x TEXT, y INT)",
      renames: [rename("a", "x", to: "y"), rename("a", "y", to: "x")])
    #expect(draft.proof.castColumns.isEmpty)
    #expect(draft.changes.count { !$0.isCosmetic(in: .sqlite) } == 2)
  }
}
