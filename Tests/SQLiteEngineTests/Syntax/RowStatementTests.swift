import Engine
import SQLiteEngine
import SchemaModel
import Testing

@Suite struct RowStatementTests {
  @Test(
    arguments: [
      ("DELETE FROM users WHERE id = 1", "users", nil),
      ("-- a\n delete from \"users\";", "users", nil),
      ("INSERT OR IGNORE INTO main.users VALUES (1)", "users", nil),
      ("REPLACE INTO users SELECT 1", "users", nil),
      (
        "UPDATE OR ABORT users AS u SET a = 1, (b, [c]) = (2, 3) WHERE d = 4", "users",
        ["a", "b", "c"]
      ),
      ("UPDATE users SET a = (SELECT b, c FROM x WHERE d = 1), e = 2 FROM y", "users", ["a", "e"]),
      ("WITH x AS (SELECT 1) DELETE FROM users", "users", nil),
    ] as [(String, String, Set<String>?)])
  func `what changes rows is found`(sql: String, table: String, columns: Set<String>?) {
    let found = SQLiteEngine().rowStatements(in: Script(sql, path: "x"))
    #expect(found.map(\.table) == [Name(folding: table)])
    #expect(found.first?.columns == columns.map { Set($0.map { Name(folding: $0) }) })
  }

  struct Example {
    let sql: String
    let columns: [String]?
  }

  static let examples: [Example] = [
    Example(sql: "DELETE FROM users WHERE id = 1", columns: nil),
    Example(sql: "-- a\n delete from \"users\";", columns: nil),
    Example(sql: "INSERT OR IGNORE INTO main.users VALUES (1)", columns: nil),
    Example(sql: "REPLACE INTO users SELECT 1", columns: nil),
    Example(
      sql: "UPDATE OR ABORT users AS u SET a = 1, (b, [c]) = (2, 3) WHERE d = 4",
      columns: ["a", "b", "c"]),
    Example(
      sql: "UPDATE users SET a = (SELECT b, c FROM x WHERE d = 1), e = 2 FROM y",
      columns: ["a", "e"]),
    Example(sql: "WITH x AS (SELECT 1) DELETE FROM users", columns: nil),
  ]

  @Test(arguments: examples)
  func `what changes rows is found`(example: Example) {
    let found = SQLiteEngine().rowStatements(in: Script(example.sql, path: "x"))
    #expect(found.map(\.table.spelling) == ["users"])
    #expect(found.first?.columns?.map(\.spelling).sorted() == example.columns)
  }

  @Test(arguments: [
    "CREATE TABLE t (a)", "SELECT 1", "DROP TABLE t", "ALTER TABLE t RENAME TO u",
    "CREATE TRIGGER g AFTER DELETE ON t BEGIN DELETE FROM u; UPDATE t SET a = CASE 1 WHEN 1 THEN 2 END; END",
    "-- DELETE FROM t",
  ])
  func `what does not is left out`(sql: String) {
    #expect(SQLiteEngine().rowStatements(in: Script(sql + ";", path: "x")).isEmpty)
  }

  @Test func `statements are told apart`() {
    let sql =
      "CREATE TEMP TRIGGER g AFTER DELETE ON t BEGIN DELETE FROM u; END; DELETE FROM t; SELECT 1"
    let found = SQLiteEngine().rowStatements(in: Script(sql, path: "x"))
    #expect(found.map(\.sql) == ["DELETE FROM t"])
  }
}
