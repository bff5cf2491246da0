import Engine
import Proving
import SQLiteEngine
import SchemaModel
import Testing

/// What full-text searches find survives a revision.
@Suite struct SearchTests {
  private let engine = SQLiteEngine()

  struct Example: CustomTestStringConvertible {
    let from: String
    let to: String
    var rows: String
    /// What finds the rows 3 and 8, before the revision, after it and back.
    var query: String
    var testDescription: String { to }
  }

  static let examples = [
    Example(
      from: """
        CREATE TABLE note (title TEXT);
        CREATE VIRTUAL TABLE search USING fts5(title, content = note);
        """,
      to: """
        CREATE TABLE note (title TEXT NOT NULL DEFAULT '', body TEXT);
        CREATE VIRTUAL TABLE search USING fts5(title, body, content = note);
        """,
      rows: """
        INSERT INTO note (rowid, title) VALUES (3, 'lake'), (5, NULL), (8, 'bear');
        INSERT INTO search (search) VALUES ('rebuild');
        """,
      query: "SELECT rowid FROM search WHERE search MATCH 'lake OR bear' ORDER BY 1"),
    Example(
      from: """
        CREATE TABLE note (id INTEGER PRIMARY KEY, title TEXT, tag TEXT);
        CREATE VIRTUAL TABLE search USING fts4(content="note", title);
        """,
      to: """
        CREATE TABLE note (id INTEGER PRIMARY KEY, title TEXT);
        CREATE VIRTUAL TABLE search USING fts5(title, content=note, content_rowid=id);
        """,
      rows: """
        INSERT INTO note (id, title) VALUES (3, 'lake'), (8, 'bear');
        INSERT INTO search (search) VALUES ('rebuild');
        """,
      query: "SELECT rowid FROM search WHERE search MATCH 'lake OR bear' ORDER BY 1"),
    Example(
      from: "CREATE VIRTUAL TABLE search USING fts5(title, prefix='2 3')",
      to: "CREATE VIRTUAL TABLE search USING fts5(author UNINDEXED, title)",
      rows: "INSERT INTO search (rowid, title) VALUES (3, 'lake'), (8, 'bear')",
      query: "SELECT rowid FROM search WHERE title MATCH 'lake OR bear' ORDER BY 1"),
    Example(
      from: """
        CREATE TABLE note (id INTEGER PRIMARY KEY, title TEXT);
        CREATE VIEW line AS SELECT id, title AS text FROM note;
        CREATE VIRTUAL TABLE search USING fts5(text, content = line, content_rowid = id);
        """,
      to: """
        CREATE TABLE note (id INTEGER PRIMARY KEY, title TEXT, body TEXT);
        CREATE VIEW line AS SELECT id, title || coalesce(body, '') AS text FROM note;
        CREATE VIRTUAL TABLE search USING fts5(text, content = line, content_rowid = id);
        """,
      rows: """
        INSERT INTO note (id, title) VALUES (3, 'lake'), (8, 'bear');
        INSERT INTO search (search) VALUES ('rebuild');
        """,
      query: "SELECT rowid FROM search WHERE search MATCH 'lake OR bear' ORDER BY 1"),
  ]

  @Test(arguments: examples)
  func `what a search finds it finds afterwards and back`(example: Example) throws {
    let draft = try ProvedScripts.make(
      engine: engine, from: try schema(example.from), to: try schema(example.to), renames: [],
      options: PlanOptions())
    #expect(!draft.hazards.contains { $0.kind == .dropTable })
    let database = try engine.openScratch()
    try database.run(Script(example.from + ";" + example.rows, path: "rows"))
    #expect(try found(example, in: database) == [["3"], ["8"]])
    try database.run(Script(draft.up.text, path: "up", options: draft.up.options))
    #expect(try found(example, in: database) == [["3"], ["8"]])
    try database.run(Script(draft.down.text, path: "down", options: draft.down.options))
    #expect(try found(example, in: database) == [["3"], ["8"]])
  }

  private func found(_ example: Example, in database: any Database) throws -> [[String]] {
    try database.run(Script("CREATE VIEW found (n) AS \(example.query)", path: "query"))
    defer { try? database.run(Script("DROP VIEW found", path: "query")) }
    return try database.rows(of: [Name(folding: "n")], in: Name(folding: "found"))
  }

  private func schema(_ ddl: String) throws -> Schema {
    let database = try engine.openScratch()
    try database.run(Script(ddl, path: "example"))
    return try database.schema()
  }

  // MARK: Refuted

  private func refuted(_ from: String, _ to: String, up: String) -> Name? {
    do {
      _ = try Proof(
        engine: engine, base: try schema(from), target: try schema(to), renames: [],
        up: Script(up, path: "up", options: ScriptOptions(suspendsForeignKeys: true)), down: nil
      ).run()
      return nil
    } catch ProofFailure.rowsChanged(let table, _, _, _) {
      return table
    } catch {
      Issue.record(error)
      return nil
    }
  }

  private let note = "CREATE TABLE note (title TEXT, body TEXT);"
  private let index = "CREATE VIRTUAL TABLE search USING fts5(title, content = note);"

  @Test func `an index that is recreated and left empty is refuted`() {
    let wider = "CREATE VIRTUAL TABLE search USING fts5(title, body, content = note);"
    let up = "DROP TABLE search; \(wider)"
    #expect(refuted(note + index, note + wider, up: up) == Name(folding: "search"))
    let rebuild = "INSERT INTO search (search) VALUES ('rebuild')"
    #expect(refuted(note + index, note + wider, up: up + rebuild) == nil)
  }

  @Test func `rows with other numbers than an index knows are refuted`() {
    let to = "CREATE TABLE note (title TEXT, body TEXT NOT NULL DEFAULT '');"
    func up(_ number: String) -> String {
      """
      ALTER TABLE note RENAME TO old; \(to)
      INSERT INTO note (\(number)title, body) SELECT \(number)title, ifnull(body, '') FROM old;
      DROP TABLE old;
      """
    }
    #expect(refuted(note + index, to + index, up: up("")) == Name(folding: "search"))
    #expect(refuted(note + index, to + index, up: up("rowid, ")) == nil)
  }

  @Test func `rows that a full-text table keeps and loses are refuted`() {
    let old = "CREATE VIRTUAL TABLE post USING fts5(title);"
    let new = "CREATE VIRTUAL TABLE post USING fts5(title, body);"
    #expect(refuted(old, new, up: "DROP TABLE post; \(new)") == Name(folding: "post"))
  }
}
