import Engine
import SQLiteEngine
import SchemaModel
import Testing

@testable import Proving

struct CompletionTests {
  private let engine = SQLiteEngine()

  private func schema(_ sql: String) throws -> Schema {
    let database = try engine.openScratch()
    try database.run(Script(sql, path: "test.sql"))
    return try database.schema()
  }

  private func completed(_ sql: [String], from: String, to: String) throws -> Plan {
    try Completion(
      base: ScratchBase(engine: engine, schema: schema(from), template: nil), target: schema(to),
      options: PlanOptions()
    ).completing(Plan(statements: sql.map { Statement($0) }))
  }

  private let one = "CREATE TABLE a (x INTEGER); CREATE TABLE b (y INTEGER);"

  @Test func `what a plan leaves to do is added, with its hazards`() throws {
    let plan = try completed(
      ["CREATE INDEX i ON a (x)"], from: one, to: "CREATE TABLE a (x INTEGER);")
    #expect(
      plan.statements.map(\.sql) == ["CREATE INDEX i ON a (x)", "DROP INDEX i", "DROP TABLE b"])
    #expect(plan.hazards == [Hazard(.dropTable, subject: "b")])
  }

  @Test func `a plan that is complete stays as it is`() throws {
    let plan = try completed(["DROP TABLE b"], from: one, to: "CREATE TABLE a (x INTEGER);")
    #expect(plan.statements.map(\.sql) == ["DROP TABLE b"])
  }

  @Test func `a plan that fails stays as it is`() throws {
    let plan = try completed(["DROP TABLE c"], from: one, to: "CREATE TABLE a (x INTEGER);")
    #expect(plan.statements.map(\.sql) == ["DROP TABLE c"])
  }
}
