import Engine
import Proving
import SchemaModel
import Testing

@testable import PostgreSQLEngine

/// What a proof says of the rows of partitioned tables.
@Suite struct PartitionProofTests {
  private func schema(_ sql: String) throws -> Schema {
    let database = try TestServer.database()
    try database.run(sql)
    return try database.schema()
  }

  @Test func `the rows of a partition go with it, also where another takes its name`() throws {
    let table = "CREATE TABLE a (id integer) PARTITION BY LIST (id);"
    let base = try schema(
      table + "CREATE TABLE a1 PARTITION OF a FOR VALUES IN (1);"
        + "CREATE TABLE a2 PARTITION OF a DEFAULT;")
    let target = try schema(table + "CREATE TABLE a1 PARTITION OF a DEFAULT;")
    let rename = Rename(
      table: Name(exact: "a2"), column: nil, newName: Name(exact: "a1"), evidence: .option)
    let draft = try ProvedScripts.make(
      engine: TestServer.engine, from: base, to: target, renames: [rename],
      options: PlanOptions())
    #expect(draft.proof.rowsKept > 0)
    #expect(draft.hazards.contains { $0.kind == .dropTable })
  }

  @Test func `what is left of a partition is shared out among the others`() throws {
    let others = "CREATE TABLE a2 PARTITION OF a DEFAULT;"
    let base = try schema(
      "CREATE TABLE a (id integer) PARTITION BY LIST (id);"
        + "CREATE TABLE a1 PARTITION OF a FOR VALUES IN (1, 2, 3, 4, NULL);" + others)
    let target = try schema("CREATE TABLE a (id integer) PARTITION BY RANGE (id);" + others)
    let draft = try ProvedScripts.make(
      engine: TestServer.engine, from: base, to: target, renames: [], options: PlanOptions())
    #expect(draft.proof.upFailureOnRows == nil)
    // The values of the partition that comes back are in the other one by then.
    #expect(draft.hazards.contains { $0.kind == .irreversible })
  }

  @Test func `a table takes the name after which a partition's key is called`() throws {
    let parent = "CREATE TABLE a (id integer PRIMARY KEY) PARTITION BY LIST (id);"
    let base = try schema(parent + "CREATE TABLE b PARTITION OF a DEFAULT;")
    let target = try schema(
      parent + "CREATE TABLE c PARTITION OF a DEFAULT; CREATE TABLE b (id integer PRIMARY KEY);")
    let rename = Rename(
      table: Name(exact: "b"), column: nil, newName: Name(exact: "c"), evidence: .option)
    let draft = try ProvedScripts.make(
      engine: TestServer.engine, from: base, to: target, renames: [rename],
      options: PlanOptions())
    #expect(draft.up.statements.count == 3)
    #expect(draft.proof.rowsKept > 0)
  }
}
