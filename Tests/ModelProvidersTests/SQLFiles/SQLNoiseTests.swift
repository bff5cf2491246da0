import Testing

@testable import ModelProviders

@Suite struct SQLNoiseTests {
  @Test(
    "is blanked for SQLite",
    arguments: [
      "SET statement_timeout = 0;",
      "set client_encoding = 'UTF8; no end';",
      "SELECT pg_catalog.set_config('search_path', '', false);",
      "COMMENT ON TABLE users IS 'it''s; one';",
      "ALTER TABLE public.users OWNER TO admin;",
      "ALTER TABLE \"public\".\"users\" OWNER TO \"a;b\";",
      "GRANT ALL ON users TO PUBLIC;",
      "REVOKE ALL ON users FROM PUBLIC;",
      "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO reader;",
      "SET x /* ; */ = 1;",
      "GRANT ALL ON users TO a",
      "\\connect app",
      "\\set ON_ERROR_STOP on",
      "  \\restrict it's",
      ".bail on",
    ])
  func noise(_ text: String) {
    #expect(filtered(text, "sqlite").allSatisfy { $0.isWhitespace })
  }

  @Test(
    "leaves alone what an engine reads",
    arguments: ["sqlite", "postgresql"],
    [
      "BEGIN; PRAGMA foreign_keys = ON; INSERT INTO t VALUES (1); COMMIT;",
      "CREATE TABLE t (a text DEFAULT '\n\\connect app\n.bail on');",
      "-- ;\n-- SET x = 1;\nCREATE TABLE t (a int);",
      "/* \n\\connect app\n*/ CREATE TABLE t (a int);",
      "ALTER TABLE t RENAME COLUMN owner TO boss;",
      "UPDATE t\nSET a = 1;",
      "CREATE TABLE comment (\"on;\" int);",
      "SELECT 1\n.5;",
      "CREATE TRIGGER g AFTER INSERT ON t BEGIN UPDATE t\nSET a = 1; SELECT 1; END;",
    ])
  func code(dialect: String, text: String) {
    #expect(filtered(text, dialect) == text)
  }

  @Test("of a PostgreSQL dump stays for PostgreSQL, except psql's own commands")
  func postgresql() {
    let text = "\\restrict abc\nSET x = 0;\nCOMMENT ON TABLE t IS 'a';\n"
    #expect(
      filtered(text, "postgresql") == "             \nSET x = 0;\nCOMMENT ON TABLE t IS 'a';\n")
  }

  @Test(
    "is not found in what PostgreSQL quotes",
    arguments: [
      "CREATE FUNCTION f() RETURNS int AS $$\n\\connect\n;$$ LANGUAGE sql;",
      "CREATE FUNCTION f() RETURNS int AS $a$\n\\x $$ ' \n$a$ LANGUAGE sql;",
      "SELECT E'it\\'s\n\\connect app';",
      "/* a /* b */ '\n\\connect\n*/ SELECT 1;",
      "SELECT ARRAY['it', ']\n\\connect'];",
    ])
  func quotedByPostgreSQL(_ text: String) {
    #expect(filtered(text, "postgresql") == text)
  }

  @Test(
    "is not found in what SQLite quotes",
    arguments: [
      "CREATE TABLE [a;\nSET x = 1;] (b int);",
      "CREATE TABLE `a``;\nSET x = 1;` (b int);",
    ])
  func quotedBySQLite(_ text: String) {
    #expect(filtered(text, "sqlite") == text)
  }

  @Test("leaves every line its number, however lines end")
  func lineNumbers() {
    let text = "\u{FEFF}SET\r\n  x = 1;\r\nCREATE TABLE t (a);\r\n.bail on\r\nSELECT 1;"
    let expected = "      \r\n        \r\nCREATE TABLE t (a);\r\n        \r\nSELECT 1;"
    #expect(filtered(text, "sqlite") == expected)
  }

  @Test("follows a trigger")
  func afterTrigger() {
    let trigger =
      "CREATE TEMP TRIGGER g AFTER INSERT ON t BEGIN SELECT CASE WHEN 1 THEN 2 END; END;"
    #expect(filtered(trigger + "SET x = 1;", "sqlite") == trigger + "          ")
  }

  @Test(
    "does not run past text that is not closed", arguments: ["'", "[", "/*", "$$", "\\", "E'\\"])
  func unclosed(_ text: String) {
    for dialect in ["sqlite", "postgresql"] {
      #expect(filtered("SELECT " + text, dialect) == "SELECT " + text)
    }
  }

  private func filtered(_ text: String, _ dialect: String) -> String {
    String(decoding: SQLNoise.blanked(Array(text.utf8), dialect: dialect), as: UTF8.self)
  }
}
