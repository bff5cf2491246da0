import Engine
import Proving
import SQLiteEngine
import SchemaModel
import Testing

/// What a trial of large schemas leaves out.
@Suite struct ReachTests {
  private let engine = SQLiteEngine()

  /// Tables `t0` to `t9`, of which `t1` refers to `t0`, `t2` to `t1`, and `t4` to `t3`.
  private static let tables = (0..<10).map { number in
    let parent = [1: "t0", 2: "t1", 4: "t3"][number]
    return "CREATE TABLE t\(number) (id INTEGER PRIMARY KEY, x TEXT"
      + (parent.map { ", p INTEGER REFERENCES \($0)" } ?? "") + ");"
  }.joined(separator: "\n")

  private func schema(_ sql: String) throws -> Schema {
    try engine.schema(of: [Script(sql, path: "test.sql")])
  }

  private func prove(
    _ up: String, down: String? = nil, with objects: String = "", extent: Proof.Extent
  ) throws -> Proof.Result {
    let base = Self.tables + objects
    return try Proof(
      engine: engine, base: schema(base), target: schema(base + up), renames: [],
      up: Script(up, path: "up"), down: down.map { Script($0, path: "down") }, extent: extent
    ).run()
  }

  private func tablesOutOfReach(_ up: String, with objects: String = "") throws -> Int {
    try prove(up, with: objects, extent: .reach(leavingOut: 1)).tablesOutOfReach
  }

  @Test func `a table is tried with all that its rows can touch, and with their parents`() throws {
    #expect(try tablesOutOfReach("ALTER TABLE t9 ADD y;") == 9)
    #expect(try tablesOutOfReach("ALTER TABLE t0 ADD y;") == 7)
    #expect(try tablesOutOfReach("ALTER TABLE t4 ADD y;") == 8)
    #expect(try tablesOutOfReach("ALTER TABLE t3 ADD y;") == 8)
    #expect(try tablesOutOfReach("CREATE TABLE new (id, p REFERENCES t2);") == 7)
  }

  @Test func `what views and triggers name is within reach`() throws {
    let view = "CREATE VIEW v AS SELECT * FROM t8 JOIN [T7];"
    #expect(try tablesOutOfReach("ALTER TABLE t9 ADD y;", with: view) == 7)
    let trigger = "CREATE TRIGGER g DELETE ON t9 BEGIN DELETE FROM t8; END;"
    #expect(try tablesOutOfReach("ALTER TABLE t6 ADD y;", with: trigger) == 7)
  }

  @Test func `what a script names is within reach`() throws {
    let up = "ALTER TABLE t9 ADD y; UPDATE t9 SET y = (SELECT count(*) FROM \"t8\");"
    #expect(try tablesOutOfReach(up) == 8)
  }

  @Test func `the schema is whole again afterwards`() throws {
    let up = "ALTER TABLE t9 ADD y;"
    let part = try prove(up, down: "ALTER TABLE t9 DROP y;", extent: .reach(leavingOut: 1))
    let whole = try prove(up, down: "ALTER TABLE t9 DROP y;", extent: .whole)
    #expect(part.schema == whole.schema)
    #expect(part.schema.canonicalText == whole.schema.canonicalText)
    #expect(part.rowsKept == Proof.rowsPerTable)
    #expect(whole.rowsKept == 10 * Proof.rowsPerTable)
  }

  @Test func `what does not hold within reach is refuted by the whole`() throws {
    for down in ["ALTER TABLE t9 ADD z;", "DELETE FROM t9; ALTER TABLE t9 DROP y;"] {
      #expect(throws: ProofFailure.self) {
        try prove("ALTER TABLE t9 ADD y;", down: down, extent: .reach(leavingOut: 1))
      }
    }
  }

  @Test func `few tables are tried whole`() throws {
    let result = try prove("ALTER TABLE t9 ADD y;", extent: .planned)
    #expect(result.tablesOutOfReach == 0)
  }
}
