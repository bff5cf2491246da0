import Engine
import PostgreSQLEngine
import SchemaModel
import Testing

@Suite struct RowStatementTests {
  private let engine = PostgreSQLEngine(
    PostgreSQLConfiguration(environment: [:], scratchURL: nil))

  struct Example {
    let sql: String
    let tables: [String]
  }

  static let examples: [Example] = [
    Example(sql: "DELETE FROM ONLY users WHERE id = 1", tables: ["users"]),
    Example(sql: "delete from public.Users", tables: ["users"]),
    Example(
      sql: "INSERT INTO crm.\"Leads\" VALUES ('; DELETE FROM x')", tables: ["crm.Leads"]),
    Example(sql: "TRUNCATE TABLE a, ONLY b*, c CASCADE", tables: ["a", "b", "c"]),
    Example(sql: "MERGE INTO a USING b ON true WHEN MATCHED THEN DELETE", tables: ["a"]),
    Example(
      sql: "WITH gone AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM gone",
      tables: ["a", "b"]),
    Example(
      sql: "CREATE FUNCTION f() RETURNS void LANGUAGE sql BEGIN ATOMIC DELETE FROM a; END",
      tables: []),
    Example(sql: "DO $$ BEGIN DELETE FROM a; END $$", tables: []),
  ]

  @Test(arguments: examples)
  func `what changes rows is found`(example: Example) {
    let found = engine.rowStatements(in: Script(example.sql, path: "x"))
    #expect(found.map(\.table.description) == example.tables)
  }
}
