import Testing

@testable import PostgreSQLEngine

@Suite struct StatementScannerTests {
  private func texts(_ text: String) -> [String] {
    StatementScanner.statements(of: text).map(\.text)
  }

  @Test(arguments: [
    ("SELECT 1; SELECT 2", ["SELECT 1", "SELECT 2"]),
    (";; ; SELECT 1 ;;", ["SELECT 1"]),
    ("-- only; a comment\n/* and ; /* a nested ; */ one */", []),
    ("SELECT ';' ; SELECT 'it''s;'", ["SELECT ';'", "SELECT 'it''s;'"]),
    (#"SELECT E'\';' ; SELECT 'a\'; SELECT 2"#, [#"SELECT E'\';'"#, #"SELECT 'a\'"#, "SELECT 2"]),
    (#"SELECT E'a''\';'; SELECT 2"#, [#"SELECT E'a''\';'"#, "SELECT 2"]),
    ("SELECT \";\"\"\" ; SELECT 2", ["SELECT \";\"\"\"", "SELECT 2"]),
    ("SELECT $$;$$; SELECT $a$;$$;$a$", ["SELECT $$;$$", "SELECT $a$;$$;$a$"]),
    ("EXECUTE p($1); SELECT a$b$c; SELECT 2", ["EXECUTE p($1)", "SELECT a$b$c", "SELECT 2"]),
    ("SELECT 1 -- ;\n; SELECT 2", ["SELECT 1", "SELECT 2"]),
    ("SELECT 4--;\n; SELECT 2", ["SELECT 4", "SELECT 2"]),
    (
      "CREATE RULE r AS ON INSERT TO a DO (SELECT 1; SELECT 2); SELECT 3",
      ["CREATE RULE r AS ON INSERT TO a DO (SELECT 1; SELECT 2)", "SELECT 3"]
    ),
    (
      """
      CREATE OR REPLACE FUNCTION f(a int DEFAULT (1)) RETURNS int BEGIN ATOMIC
        SELECT CASE WHEN a > 1 THEN 2 END; SELECT 3;
      END; SELECT 4
      """,
      [
        """
        CREATE OR REPLACE FUNCTION f(a int DEFAULT (1)) RETURNS int BEGIN ATOMIC
          SELECT CASE WHEN a > 1 THEN 2 END; SELECT 3;
        END
        """, "SELECT 4",
      ]
    ),
    ("BEGIN; SELECT 1; END; SELECT 2", ["BEGIN", "SELECT 1", "END", "SELECT 2"]),
    (
      "CREATE TABLE function (begin int); SELECT 2",
      ["CREATE TABLE function (begin int)", "SELECT 2"]
    ),
    ("SELECT 'open; SELECT 2", ["SELECT 'open; SELECT 2"]),
    ("SELECT $$open; SELECT 2", ["SELECT $$open; SELECT 2"]),
    ("SELECT 'é;'; SELECT 'ü'", ["SELECT 'é;'", "SELECT 'ü'"]),
  ])
  func endsStatementsAsPsqlDoes(text: String, expected: [String]) {
    #expect(texts(text) == expected)
  }

  @Test func keepsBackslashesOfOldStrings() {
    var scanner = StatementScanner(#"SELECT 'a\';'; SELECT 2"#)
    #expect(scanner.next(escapesBackslashes: true)?.text == #"SELECT 'a\';'"#)
  }

  @Test func countsLines() {
    let text = "\n-- a\n/* b\n */ SELECT 'c\n\n';\n\nSELECT 2"
    let statements = StatementScanner.statements(of: text, firstLine: 10)
    #expect(statements.map(\.line) == [13, 17])
    #expect(statements[0].line(ofCharacter: 1) == 13)
    #expect(statements[0].line(ofCharacter: 12) == 15)
  }

  @Test(arguments: [
    ("COMMIT", true), ("end", true), ("ROLLBACK", true), ("ROLLBACK TO a", false),
    ("PREPARE TRANSACTION 'a'", true), ("PREPARE a AS SELECT 1", false), ("BEGIN", false),
  ])
  func knowsTheEndOfATransaction(sql: String, ends: Bool) {
    #expect(StatementScanner.statements(of: sql).first?.endsTransaction == ends)
  }
}
