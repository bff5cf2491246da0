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
  func noise(_ text: String) throws {
    #expect(try filtered(text, "sqlite").allSatisfy { $0.isWhitespace })
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
  func code(dialect: String, text: String) throws {
    #expect(try filtered(text, dialect) == text)
  }

  @Test("of a PostgreSQL dump stays for PostgreSQL, except psql's own commands")
  func postgresql() throws {
    let text = "\\restrict abc\nSET x = 0;\nCOMMENT ON TABLE t IS 'a';\n"
    #expect(
      try filtered(text, "postgresql") == "             \nSET x = 0;\nCOMMENT ON TABLE t IS 'a';\n")
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
  func quotedByPostgreSQL(_ text: String) throws {
    #expect(try filtered(text, "postgresql") == text)
  }

  @Test(
    "is not found in what SQLite quotes",
    arguments: [
      "CREATE TABLE [a;\nSET x = 1;] (b int);",
      "CREATE TABLE `a``;\nSET x = 1;` (b int);",
    ])
  func quotedBySQLite(_ text: String) throws {
    #expect(try filtered(text, "sqlite") == text)
  }

  @Test("leaves every line its number, however lines end")
  func lineNumbers() throws {
    let text = "\u{FEFF}SET\r\n  x = 1;\r\nCREATE TABLE t (a);\r\n.bail on\r\nSELECT 1;"
    let expected = "      \r\n        \r\nCREATE TABLE t (a);\r\n        \r\nSELECT 1;"
    #expect(try filtered(text, "sqlite") == expected)
  }

  @Test("follows a trigger")
  func afterTrigger() throws {
    let trigger =
      "CREATE TEMP TRIGGER g AFTER INSERT ON t BEGIN SELECT CASE WHEN 1 THEN 2 END; END;"
    #expect(try filtered(trigger + "SET x = 1;", "sqlite") == trigger + "          ")
  }

  @Test(
    "does not run past text that is not closed", arguments: ["'", "[", "/*", "$$", "\\", "E'\\"])
  func unclosed(_ text: String) throws {
    for dialect in ["sqlite", "postgresql"] {
      #expect(try filtered("SELECT " + text, dialect) == "SELECT " + text)
    }
  }

  @Test(
    "leaves out the rows of a dump, whatever is in them",
    arguments: ["sqlite", "postgresql"],
    [
      "COPY public.users (id, name) FROM stdin;\n1\tit's\n\\x\n.read\n2\t\\N; $$ /*\n\\.\n",
      "copy \"users;\" from STDIN WITH (FORMAT csv); \r\n1,\"a\r\n\\.\r\n",
      "COPY t FROM stdin;\n\\.\n",
      "COPY t FROM stdin;\n1\n",
      "COPY t FROM stdin;",
    ])
  func rows(dialect: String, copy: String) throws {
    let table = "CREATE TABLE t (a int);\n"
    let noise = try SQLNoise(
      Array((table + copy).utf8), dialect: dialect, path: "a.sql")
    let readable = String(decoding: noise.readable, as: UTF8.self)
    #expect(readable.hasPrefix(table))
    #expect(readable.dropFirst(table.count).allSatisfy { $0.isWhitespace })
    #expect(readable.utf8.count == (table + copy).utf8.count)
    #expect(noise.skipped["COPY"]?.count == 1)
    #expect(noise.skipped["COPY"]?.line == 2)
  }

  @Test(
    "leaves out that a dump has the schema of every database, unless it was dropped",
    arguments: [
      ("CREATE SCHEMA public;", true), ("create schema public authorization app;", true),
      ("CREATE SCHEMA public AUTHORIZATION \"App\";", true),
      ("CREATE SCHEMA IF NOT EXISTS public;", false), ("CREATE SCHEMA app;", false),
      ("CREATE SCHEMA public CREATE TABLE t (a int);", false),
      ("CREATE TABLE public.schema (a int);", false),
    ])
  func publicSchema(statement: String, isLeftOut: Bool) throws {
    let text = Array(statement.utf8)
    let noise = try SQLNoise(text, dialect: "postgresql", path: "a.sql")
    #expect((noise.readable == Array(repeating: UInt8(ascii: " "), count: text.count)) == isLeftOut)
    #expect(noise.notes(path: "a.sql").isEmpty)
    let reset = Array("DROP SCHEMA IF EXISTS public CASCADE;\n".utf8) + text
    #expect(try SQLNoise(reset, dialect: "postgresql", path: "a.sql").readable == reset)
  }

  @Test(
    "tells what no schema keeps",
    arguments: [
      ("INSERT INTO t VALUES (1);", "sqlite", "INSERT"),
      ("insert into t values (';');", "postgresql", "INSERT"),
      ("REPLACE INTO t VALUES (1);", "sqlite", "REPLACE"),
      ("UPDATE t SET a = 1;", "sqlite", "UPDATE"),
      ("WITH x AS (SELECT 1) INSERT INTO t SELECT * FROM x;", "postgresql", "INSERT"),
      ("SELECT pg_catalog.setval('t_a_seq', 5, true);", "postgresql", "SELECT setval"),
      ("PRAGMA user_version = 7;", "sqlite", "PRAGMA"),
      ("CREATE ROLE app NOLOGIN;", "postgresql", "CREATE ROLE"),
      ("ALTER DATABASE app SET search_path = a;", "postgresql", "ALTER DATABASE"),
      ("GRANT SELECT ON t TO app;", "sqlite", "GRANT"),
      ("COMMENT ON TABLE t IS 'x';", "sqlite", "COMMENT"),
    ])
  func skipped(statement: String, dialect: String, kind: String) throws {
    let text = "CREATE TABLE t (a int);\n\n" + statement + "\n" + statement
    let noise = try SQLNoise(Array(text.utf8), dialect: dialect, path: "a.sql")
    #expect(
      noise.notes(path: "a.sql") == [
        .statementsSkipped(kind: kind, count: 2, first: "a.sql:3")
      ])
  }

  @Test(
    "does not speak of what a schema keeps, or of a session",
    arguments: [
      ("CREATE TRIGGER g AFTER INSERT ON t BEGIN INSERT INTO u VALUES (1); END;", "sqlite"),
      ("PRAGMA foreign_keys = OFF;", "sqlite"), ("BEGIN; COMMIT;", "sqlite"),
      ("SET search_path = a;", "postgresql"), ("COMMENT ON TABLE t IS 'x';", "postgresql"),
      ("GRANT SELECT ON t TO app;", "postgresql"),
      ("CREATE USER MAPPING FOR a SERVER s;", "postgresql"),
      (
        "CREATE FUNCTION f() RETURNS void AS $$INSERT INTO t VALUES (1);$$ LANGUAGE sql;",
        "postgresql"
      ),
    ])
  func kept(statement: String, dialect: String) throws {
    let noise = try SQLNoise(Array(statement.utf8), dialect: dialect, path: "a.sql")
    #expect(noise.notes(path: "a.sql").isEmpty)
  }

  @Test("goes on behind the rows")
  func behindRows() throws {
    let copy = "COPY t (\"from\", a) FROM stdin;\n1\n\\.\n"
    #expect(try filtered(copy + copy + "SELECT 1;", "postgresql").hasSuffix("\nSELECT 1;"))
  }

  @Test(
    "leaves a COPY alone that reads nothing here",
    arguments: [
      "COPY t FROM '/tmp/t';\n\n\n", "COPY (SELECT 1 FROM t) TO stdout;\n1\n\\.",
      "SELECT copy FROM stdin;\nSELECT 1;", "COPY t FROM PROGRAM 'stdin';",
    ])
  func otherCopies(_ text: String) throws {
    #expect(try filtered(text, "postgresql").hasPrefix(text.prefix { $0 != "\\" }))
  }

  @Test(
    "of a dump is what it says of whole databases",
    arguments: [
      "CREATE DATABASE app WITH TEMPLATE = template0;", "DROP DATABASE IF EXISTS app;",
      "ALTER DATABASE app OWNER TO a;", "ALTER ROLE a IN DATABASE app SET x TO '1';",
      "COMMENT ON DATABASE app IS 'it';", "GRANT CONNECT ON DATABASE app TO a;",
    ])
  func databases(_ text: String) throws {
    #expect(try filtered(text, "postgresql").allSatisfy { $0.isWhitespace })
  }

  @Test(
    "is no command that the rest of the file needs",
    arguments: [
      ("\\i other.sql", #"\i"#, "psql"), ("SELECT 1\n\\gexec", #"\gexec"#, "psql"),
      ("\\if :x", #"\if"#, "psql"), ("\\q", #"\q"#, "psql"),
      (".read other.sql", ".read", "SQLite's shell"),
    ])
  func neededCommands(text: String, name: String, program: String) {
    let line = text.contains("\n") ? 4 : 3
    #expect(
      throws: ProviderError.clientCommand(name, program: program, location: "a.sql:\(line)")
    ) { try filtered("-- a\n\n" + text, "sqlite") }
  }

  private func filtered(_ text: String, _ dialect: String) throws -> String {
    let noise = try SQLNoise(Array(text.utf8), dialect: dialect, path: "a.sql")
    return String(decoding: noise.readable, as: UTF8.self)
  }
}
