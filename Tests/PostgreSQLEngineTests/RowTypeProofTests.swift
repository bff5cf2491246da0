import Engine
import Proving
import SchemaModel
import Testing

@testable import PostgreSQLEngine

/// What a proof says of columns that hold rows of another table.
@Suite struct RowTypeProofTests {
  private static let before = """
    CREATE TABLE price (id integer PRIMARY KEY, cents integer);
    CREATE TABLE quote (id integer PRIMARY KEY, p price, history price[]);
    """
  private static let after = before.replacing("cents integer", with: "cents bigint")

  private func schema(_ sql: String) throws -> Schema {
    let database = try TestServer.database()
    try database.run(sql)
    return try database.schema()
  }

  @Test func `made-up rows have values in the columns`() throws {
    let database = try TestServer.database()
    try database.run(Self.before)
    _ = try database.fill(rowsPerTable: 4)
    #expect(try database.value("SELECT count(p) > 1 AND count(history) > 1 FROM quote") == "t")
  }

  @Test func `columns that are dropped and added again are seen to lose their values`() throws {
    let up = """
      ALTER TABLE quote DROP COLUMN p, DROP COLUMN history;
      ALTER TABLE price ALTER COLUMN cents TYPE bigint;
      ALTER TABLE quote ADD COLUMN p price, ADD COLUMN history price[];
      """
    let proof = Proof(
      engine: TestServer.engine, base: try schema(Self.before), target: try schema(Self.after),
      renames: [], up: Script(up, path: "up"), down: nil)
    #expect(try proof.run().castColumns.map(\.description) == ["quote.p", "quote.history"])
  }

  @Test func `values are converted, and none is said to be another`() throws {
    let draft = try ProvedScripts.make(
      engine: TestServer.engine, from: try schema(Self.before), to: try schema(Self.after),
      renames: [], options: PlanOptions())
    #expect(draft.hazards.allSatisfy { $0.kind == .rewritesTable })
    let database = try TestServer.database()
    try database.run(
      Self.before + #"INSERT INTO quote VALUES (1, '(7,250)', '[0:1]={NULL,"(8,)"}');"#)
    try database.run(draft.up.text)
    #expect(
      try database.value("SELECT p || ' ' || history::text FROM quote")
        == #"(7,250) [0:1]={NULL,"(8,)"}"#)
    try database.run(draft.down.text)
    #expect(
      try database.value("SELECT p || ' ' || history::text FROM quote")
        == #"(7,250) [0:1]={NULL,"(8,)"}"#)
  }

  @Test func `a column that is computed from now on loses its values, which is said`() throws {
    let draft = try ProvedScripts.make(
      engine: TestServer.engine, from: try schema("CREATE TABLE a (n integer, twice integer)"),
      to: try schema(
        "CREATE TABLE a (n integer, twice integer GENERATED ALWAYS AS (n * 2) STORED)"),
      renames: [], options: PlanOptions())
    #expect(draft.hazards.contains(Hazard(.dropColumn, subject: "a.twice")))
  }

  @Test func `a number of more digits is the same number, one of fewer is not`() throws {
    func hazards(_ old: String, _ new: String) throws -> [Hazard.Kind] {
      try ProvedScripts.make(
        engine: TestServer.engine, from: try schema("CREATE TABLE a (n \(old))"),
        to: try schema("CREATE TABLE a (n \(new))"), renames: [], options: PlanOptions()
      ).hazards.map(\.kind)
    }
    #expect(try hazards("numeric(8,2)", "numeric(12,4)") == [.rewritesTable])
    #expect(try hazards("numeric(8,2)", "numeric(8,1)").contains(.castValues))
  }
}
