import Engine
import Proving
import SchemaModel
import Testing

@testable import PostgreSQLEngine

/// That a column is not NULL, which has a name from version 18 on.
///
/// The tests need such a server first in the search path.
@Suite struct NotNullTests {
  private static let version = (try? TestServer.database().connection.serverVersion) ?? 0

  private func schema(_ sql: String) throws -> Schema {
    let database = try TestServer.database()
    try database.run(sql)
    return try database.schema()
  }

  private func plan(_ from: String, _ to: String) throws -> [String] {
    try ProvedScripts.make(
      engine: TestServer.engine, from: try schema("CREATE TABLE a (\(from))"),
      to: try schema("CREATE TABLE a (\(to))"), renames: [], options: PlanOptions()
    ).up.statements.map(\.sql)
  }

  @Test(.enabled(if: version >= 180_000))
  func `names, and whether others have it and rows satisfy it, are changed`() throws {
    let usual = "n integer NOT NULL"
    #expect(try plan(usual, usual).isEmpty)
    #expect(
      try plan(usual, "n integer CONSTRAINT c NOT NULL")
        == ["ALTER TABLE a RENAME CONSTRAINT a_n_not_null TO c"])
    #expect(
      try plan(usual, "n integer NOT NULL NO INHERIT")
        == ["ALTER TABLE a ALTER CONSTRAINT a_n_not_null NO INHERIT"])
    #expect(
      try plan("n integer", "n integer CONSTRAINT c NOT NULL")
        == ["ALTER TABLE a ADD CONSTRAINT c NOT NULL n"])
  }

  @Test(.enabled(if: version >= 180_000))
  func `rows are looked at where they were not before`() throws {
    let one = "CREATE TABLE a (n integer); ALTER TABLE a ADD CONSTRAINT c NOT NULL n NOT VALID"
    let draft = try ProvedScripts.make(
      engine: TestServer.engine, from: try schema(one),
      to: try schema("CREATE TABLE a (n integer CONSTRAINT c NOT NULL)"), renames: [],
      options: PlanOptions())
    #expect(draft.up.statements.map(\.sql) == ["ALTER TABLE a VALIDATE CONSTRAINT c"])
    #expect(draft.hazards == [Hazard(.failsOnRows, subject: "a.n")])
  }

  @Test(.enabled(if: version >= 170_000))
  func `a domain's has a name too`() throws {
    let draft = try ProvedScripts.make(
      engine: TestServer.engine, from: try schema("CREATE DOMAIN d AS text CONSTRAINT c NOT NULL"),
      to: try schema("CREATE DOMAIN d AS text NOT NULL"), renames: [], options: PlanOptions())
    #expect(
      draft.up.statements.map(\.sql) == ["ALTER DOMAIN d RENAME CONSTRAINT c TO d_not_null"])
  }
}
