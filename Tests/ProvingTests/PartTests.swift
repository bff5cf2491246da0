import Engine
import EngineTestSupport
import SQLiteEngine
import SchemaModel
import Testing

@testable import Proving

/// Many tables, tried in several databases, beside the trial of all in one.
struct PartTests {
  private func schema(_ sql: String) throws -> Schema {
    let database = try SQLiteEngine().openScratch()
    try database.run(Script(sql, path: "test.sql"))
    return try database.schema()
  }

  private func tables(_ count: Int = 100, _ body: (Int) -> String) throws -> Schema {
    try schema((0..<count).map(body).joined())
  }

  /// Every fifth table is the parent of those behind it.
  private func table(_ number: Int, _ columns: String = "", after: String = "") -> String {
    let parent = "t\(number - number % 5)"
    return """
      CREATE TABLE t\(number) (id INTEGER PRIMARY KEY, p INTEGER REFERENCES \(parent), n TEXT\(columns));
      CREATE INDEX i\(number) ON t\(number) (n);
      \(after)
      """
  }

  private func draft(_ engine: CountingEngine, _ base: Schema, _ target: Schema) throws
    -> ProvedScripts
  {
    try ProvedScripts.make(
      engine: engine, from: base, to: target, renames: [], options: PlanOptions())
  }

  /// Proves a way in both manners, which must tell the same.
  ///
  /// - Returns: how many databases the trial in parts has opened.
  @discardableResult
  private func compare(_ base: Schema, _ target: Schema) throws -> Int {
    let (whole, parts) = (CountingEngine(isDivided: false), CountingEngine(isDivided: true))
    let expected = try draft(whole, base, target)
    let found = try draft(parts, base, target)
    #expect(found.up == expected.up && found.down == expected.down)
    #expect(found.hazards == expected.hazards)
    #expect(found.proof.schema == expected.proof.schema)
    #expect(found.proof.rowsKept == expected.proof.rowsKept)
    #expect(found.proof.tablesWithoutRows == expected.proof.tablesWithoutRows)
    #expect(found.proof.castColumns == expected.proof.castColumns)
    #expect((found.proof.upFailureOnRows == nil) == (expected.proof.upFailureOnRows == nil))
    #expect((found.proof.downFailureOnRows == nil) == (expected.proof.downFailureOnRows == nil))
    return parts.scratchCount
  }

  @Test func `Tables that have nothing to do with one another are tried in parts`() throws {
    let empty = Schema(dialect: .sqlite)
    let plain = try tables { table($0) }
    #expect(try compare(empty, plain) == 4)
    #expect(try compare(plain, try tables { table($0, ", added INTEGER") }) == 4)
    #expect(try compare(plain, try tables { table($0, ", CHECK (n <> '')") }) == 4)
    #expect(try compare(plain, empty) == 4)
  }

  @Test func `What a part cannot tell is asked of the whole`() throws {
    let plain = try tables { table($0) }
    // The rows of one table are in the way.
    let refusing = try tables { table($0, $0 == 50 ? ", CHECK (n IS NULL)" : ", added INTEGER") }
    #expect(try compare(plain, refusing) > 4)
    let narrowed = try tables { table($0).replacing("n TEXT", with: "n INTEGER") }
    try compare(plain, narrowed)
    let seen = try tables { table($0, ", added INTEGER", after: $0 == 99 ? view : "") }
    #expect(try compare(plain, seen) == 1)
  }

  private let view = "CREATE VIEW v AS SELECT id FROM t1;"

  // MARK: Groups

  private func groups(
    _ base: String, _ target: String, _ statements: String...
  ) throws -> [[String]]? {
    let groups = TableGroups(
      between: try schema(base), and: try schema(target), statements: statements.map { [$0] },
      size: 1)
    return groups?.parts.map { $0.map(\.spelling).sorted() }
  }

  @Test func `Foreign keys and statements make groups`() throws {
    let four = ["a", "b", "c", "d"].map { "CREATE TABLE \($0) (x); " }.joined()
    #expect(try groups(four, "") == [["a"], ["b"], ["c"], ["d"]])
    let key = four.replacing("c (x)", with: "c (x REFERENCES a (x))")
    #expect(try groups(four, key) == [["a", "c"], ["b"], ["d"]])
    #expect(
      try groups(four, "", "INSERT INTO d SELECT x FROM b", "DROP TABLE A") == [
        ["a"], ["b", "d"], ["c"],
      ])
    #expect(try groups(four, "", "PRAGMA writable_schema = ON") == nil)
    #expect(try groups(four, four + "CREATE VIEW v AS SELECT 1") == nil)
  }

  @Test func `An index that goes from one table to another keeps them together`() throws {
    let tables = "CREATE TABLE a (x); CREATE TABLE b (x);"
    #expect(
      try groups(
        tables + "CREATE INDEX i ON a (x)", tables + "CREATE INDEX i ON b (x)",
        "DROP INDEX i", "CREATE INDEX i ON b (x)") == [["a", "b"]])
    #expect(
      try groups(
        tables + "CREATE INDEX c ON a (x)", tables + "CREATE TABLE c (x)",
        "DROP INDEX c", "CREATE TABLE c (x)") == [["a", "c"], ["b"]])
  }
}
