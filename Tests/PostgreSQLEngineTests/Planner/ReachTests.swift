import Engine
import SchemaModel
import Testing

@testable import PostgreSQLEngine

/// Plans between large schemas, of which only a part is looked at.
@Suite struct ReachTests {
  private func schema(_ count: Int, changed: Int? = nil) throws -> Schema {
    let statements = (0..<count).map { number in
      let parent = number % 8 == 0 ? "" : ", parent_id integer REFERENCES t\(number - 1) (id)"
      let column = number == changed ? ", added text NOT NULL DEFAULT ''" : ""
      return "CREATE TABLE t\(number) (id serial PRIMARY KEY\(parent)\(column));"
    }
    let database = try TestServer.database()
    try database.run(statements.joined(separator: "\n"))
    return try database.schema()
  }

  private func wholePlan(from base: Schema, to target: Schema) throws -> Plan {
    try Planner(from: base, to: target, renamed: { schema, _ in schema }).plan()
  }

  @Test func `a plan says the same as one that looks at everything`() throws {
    let base = try schema(64)
    let target = try schema(64, changed: 12)
    for (from, to) in [(base, target), (target, base)] {
      let plan = try TestServer.engine.plan(
        from: from, to: to, renames: [], options: PlanOptions())
      #expect(plan == (try wholePlan(from: from, to: to)))
      #expect(plan.statements.count == 1)
    }
  }
}
