import Engine
import SchemaModel
import Testing

@testable import PostgreSQLEngine

/// Rows that a plan cannot take are found before it runs, and no others.
@Suite struct PrecheckTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var from: String
    var to: String
    /// Rows that both schemas take.
    var good: String
    /// Rows that make the plan fail.
    var bad: String

    var testDescription: String { to }
  }

  static let examples = [
    Example(
      from: "CREATE TABLE a (x text)", to: "CREATE TABLE a (x text NOT NULL)",
      good: "INSERT INTO a VALUES ('')", bad: "INSERT INTO a VALUES (NULL)"),
    Example(
      from: "CREATE TABLE a (x text, y int)", to: "CREATE TABLE a (x text, y int, UNIQUE (x, y))",
      good: "INSERT INTO a VALUES ('a', 1), ('a', 2), (NULL, 1), (NULL, 1)",
      bad: "INSERT INTO a VALUES ('b', 1), ('b', 1)"),
    Example(
      from: #"CREATE TABLE "my a" ("the x" int)"#,
      to: #"CREATE TABLE "my a" ("the x" int CHECK ("the x" > 0))"#,
      good: #"INSERT INTO "my a" VALUES (1), (NULL)"#, bad: #"INSERT INTO "my a" VALUES (0)"#),
    Example(
      from: "CREATE SCHEMA s; CREATE TABLE s.p (id int PRIMARY KEY); CREATE TABLE s.a (x int)",
      to: """
        CREATE SCHEMA s; CREATE TABLE s.p (id int PRIMARY KEY);
        CREATE TABLE s.a (x int REFERENCES s.p)
        """,
      good: "INSERT INTO s.p VALUES (1); INSERT INTO s.a VALUES (1), (NULL)",
      bad: "INSERT INTO s.a VALUES (2)"),
    Example(
      from: "CREATE TABLE a (id int PRIMARY KEY, x int)",
      to: "CREATE TABLE a (id int PRIMARY KEY, x int REFERENCES a)",
      good: "INSERT INTO a VALUES (1, 2), (2, 1)", bad: "INSERT INTO a VALUES (3, 4)"),
    Example(
      from: "CREATE TABLE a (x text, y int)",
      to: "CREATE TABLE a (x text, y int); CREATE UNIQUE INDEX i ON a (lower(x)) WHERE y > 0",
      good: "INSERT INTO a VALUES ('a', 1), ('A', 0), ('a', NULL)",
      bad: "INSERT INTO a VALUES ('b', 1), ('B', 2)"),
    Example(
      from: "CREATE TABLE a (room int4range, during tsrange, y int)",
      to: """
        CREATE TABLE a (
          room int4range, during tsrange, y int,
          EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (y > 0)
        )
        """,
      good: """
        INSERT INTO a VALUES ('[1,2)', '[2025-01-01,2025-02-01)', 1);
        INSERT INTO a VALUES ('[1,2)', '[2025-01-01,2025-02-01)', 0)
        """,
      bad: "INSERT INTO a VALUES ('[1,2)', '[2025-01-03,2025-02-03)', 1)"),
    Example(
      from: "CREATE TYPE e AS ENUM ('a', 'b', 'it''s'); CREATE TABLE a (x e, y e[])",
      to: "CREATE TYPE e AS ENUM ('a', 'b'); CREATE TABLE a (x e, y e[])",
      good: "INSERT INTO a VALUES ('a', '{b,a}'), (NULL, NULL)",
      bad: "INSERT INTO a VALUES ('a', ARRAY['b', 'it''s']::e[])"),
    Example(
      from: "CREATE TABLE a (x text, y bigint)",
      to: "CREATE TABLE a (x varchar(3), y smallint)",
      good: "INSERT INTO a VALUES ('abc', -32768)", bad: "INSERT INTO a VALUES ('abcd', 1)"),
    Example(
      from: "CREATE TABLE a (x text, y bigint)",
      to: "CREATE TABLE a (x varchar(3), y smallint)",
      good: "INSERT INTO a VALUES (NULL, NULL)", bad: "INSERT INTO a VALUES ('abc', 32768)"),
  ]

  private func schema(_ sql: String) throws -> Schema {
    let database = try TestServer.database()
    try database.run(sql)
    return try database.schema()
  }

  @Test(arguments: examples)
  func `rows that the plan cannot take are found, and no others`(example: Example) throws {
    let database = try TestServer.database()
    try database.run(example.from)
    let plan = try TestServer.engine.plan(
      from: try database.schema(), to: try schema(example.to), renames: [], options: PlanOptions())
    let script = Script(plan.revisionText, path: "up.sql", options: plan.options)
    let queries = script.prechecks.map(\.query)
    #expect(!queries.isEmpty)
    try database.run(example.good)
    #expect(try queries.filter(database.finds).isEmpty)
    try database.run(example.bad)
    #expect(try !queries.filter(database.finds).isEmpty)
    #expect(throws: DatabaseError.self) { try database.run(script) }
    for removal in plan.prechecks.compactMap(\.removal) { try database.run(removal) }
    try database.run(script)
  }

  @Test func `NULLs that are alike, and expressions that exclude, are not asked for`() throws {
    for to in [
      "CREATE TABLE a (x int, UNIQUE NULLS NOT DISTINCT (x))",
      "CREATE TABLE a (x int, EXCLUDE USING gist (int4range(x, x + 1) WITH &&))",
    ] {
      let plan = try TestServer.engine.plan(
        from: try schema("CREATE TABLE a (x int)"), to: try schema(to), renames: [],
        options: PlanOptions())
      #expect(plan.hazards.map(\.kind) == [.failsOnRows])
      #expect(plan.prechecks.isEmpty)
    }
  }
}
