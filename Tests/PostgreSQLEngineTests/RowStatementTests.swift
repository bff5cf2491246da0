import Engine
import PostgreSQLEngine
import SchemaModel
import Testing

@Suite struct RowStatementTests {
  private let engine = PostgreSQLEngine(
    PostgreSQLConfiguration(environment: [:], scratchURL: nil))

  @Test(arguments: [
    ("DELETE FROM ONLY users WHERE id = 1", [Name(exact: "users")]),
    ("delete from public.Users", [Name(exact: "users")]),
    ("INSERT INTO crm.\"Leads\" VALUES ('; DELETE FROM x')", [Name(exact: "Leads", in: "crm")]),
    ("TRUNCATE TABLE a, ONLY b*, c CASCADE", ["a", "b", "c"].map { Name(exact: $0) }),
    ("MERGE INTO a USING b ON true WHEN MATCHED THEN DELETE", [Name(exact: "a")]),
    (
      "WITH gone AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM gone",
      ["a", "b"].map { Name(exact: $0) }
    ),
    ("CREATE FUNCTION f() RETURNS void LANGUAGE sql BEGIN ATOMIC DELETE FROM a; END", []),
    ("DO $$ BEGIN DELETE FROM a; END $$", []),
  ])
  func `what changes rows is found`(sql: String, tables: [Name]) {
    #expect(engine.rowStatements(in: Script(sql, path: "x")).map(\.table) == tables)
  }
}
