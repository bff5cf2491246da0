import Engine
import SchemaModel
import Testing

@testable import SQLiteEngine

/// A declaration is only written over the one that the plan knows.
@Suite struct InPlaceTests {
  private static let base = "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(5), b VARCHAR(5))"

  private func script() throws -> Script {
    var options = PlanOptions()
    options.changesInPlace = true
    let plan = try SQLiteEngine().plan(
      from: try SQLiteDatabase.scratch(Self.base).schema(),
      to: try SQLiteDatabase.scratch(Self.base.replacing("(5)", with: "(9)")).schema(),
      renames: [], options: options)
    #expect(!plan.text.contains("DROP TABLE t"))
    return Script(plan.text, path: "up.sql", options: plan.options)
  }

  @Test(arguments: [
    "CREATE TABLE t (id INTEGER PRIMARY KEY, b VARCHAR(5), a VARCHAR(5))",
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(5), b VARCHAR(5), theirs TEXT)",
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(5) UNIQUE, b VARCHAR(5))",
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(5) DEFAULT 'x', b VARCHAR(5))",
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(5) COLLATE NOCASE, b VARCHAR(5))",
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(5) CHECK (a <> ''), b VARCHAR(5))",
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(5), b VARCHAR(5)) WITHOUT ROWID",
    "CREATE TABLE u (id INTEGER PRIMARY KEY, a VARCHAR(5), b VARCHAR(5))",
  ])
  func `another declaration stays, and what is in its rows`(declaration: String) throws {
    let database = try SQLiteDatabase.scratch(declaration)
    let table = try #require(try database.schema().tables.first).name
    try database.query("INSERT INTO \(table.sql) (id, a, b) VALUES (1, 'x', 'y')")
    let script = try script()
    #expect {
      try database.run(script)
    } throws: { error in
      guard case DatabaseError.statementFailed(let failure) = error else { return false }
      return failure.reason.hasSuffix("t is not declared as this revision expects")
    }
    #expect(
      try database.query("SELECT sql FROM sqlite_master WHERE type = 'table'")
        == [[.text(declaration)]])
    #expect(try database.query("SELECT a, b FROM \(table.sql)") == [[.text("x"), .text("y")]])
  }

  @Test(arguments: [
    base,
    "CREATE TABLE \"t\" (\n\t\"id\" INTEGER PRIMARY KEY,\r\n\t`a` VARCHAR(5), b VARCHAR( 5 ) )",
    "CREATE TABLE t (id INTEGER PRIMARY KEY, a VARCHAR(5)); ALTER TABLE t ADD b VARCHAR(5)",
  ])
  func `blanks and quotes do not count`(declaration: String) throws {
    let database = try SQLiteDatabase.scratch(declaration)
    try database.query("INSERT INTO t VALUES (1, 'x', 'y')")
    try database.run(try script())
    #expect(try database.schema().tables[0].columns.map(\.type.key).last == "varchar ( 9 )")
    #expect(try database.query("SELECT * FROM t") == [[.integer(1), .text("x"), .text("y")]])
  }
}
