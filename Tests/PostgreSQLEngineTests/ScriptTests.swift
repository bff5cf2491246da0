import Engine
import SchemaModel
import Testing

@testable import PostgreSQLEngine

@Suite struct ScriptTests {
  @Test func placesErrors() throws {
    let database = try TestServer.database()
    let script = Script("SELECT 1;\n\nSELECT\n 'ä', x", path: "a.sql", firstLine: 5)
    let failure = try statementFailure { try database.run(script) }
    #expect(failure.path == "a.sql")
    #expect(failure.line == 8)
    #expect(failure.engine == "PostgreSQL (42703)")
    #expect(failure.reason == #"column "x" does not exist"#)
    #expect(failure.sql == "SELECT\n 'ä', x")
  }

  @Test func placesErrorsWithoutPositionAtTheStatement() throws {
    let database = try TestServer.database()
    let failure = try statementFailure {
      try database.run("CREATE TABLE a (id int UNIQUE);\nINSERT INTO a VALUES (1),\n(1)")
    }
    #expect(failure.line == 2)
    #expect(failure.detail == "Key (id)=(1) already exists.")
  }

  @Test func undoesAllOfAFailedScript() throws {
    let database = try TestServer.database()
    #expect(throws: DatabaseError.self) { try database.run("CREATE TABLE a (id int); SELECT x") }
    #expect(try database.value("SELECT to_regclass('a')") == nil)
  }

  @Test func undoesWhatDeferredConstraintsRefuse() throws {
    let database = try TestServer.database()
    try database.run("CREATE TABLE a (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
    let failure = try statementFailure { try database.run("INSERT INTO a VALUES (1), (1)") }
    #expect(failure.engine == "PostgreSQL (23505)")
    #expect(try database.values("SELECT id FROM a") == [])
  }

  @Test(arguments: ["COMMIT", "ROLLBACK", "end", "PREPARE TRANSACTION 'x'"])
  func refusesTheEndOfItsTransaction(statement: String) throws {
    let database = try TestServer.database()
    let failure = try statementFailure {
      try database.run("CREATE TABLE a (id int);\n\(statement);\nSELECT 1")
    }
    #expect(failure.line == 2)
    #expect(failure.reason == "the script ends its own transaction")
    #expect(try database.value("SELECT to_regclass('a')") == nil)
  }

  @Test func keepsItsTransactionWhereTheScriptHasOne() throws {
    let database = try TestServer.database()
    try database.run("BEGIN;\nCREATE TABLE a (id int);\nCOMMIT;")
    let failure = try statementFailure {
      try database.run("BEGIN; DROP TABLE a; COMMIT; SELECT 1;\nCOMMIT;")
    }
    #expect(failure.line == 2)
    #expect(try database.value("SELECT to_regclass('a')") == "a")
  }

  @Test(arguments: ["COPY a FROM stdin;\n1\n\\.\n", "COPY a TO stdout"])
  func refusesDataOfTheClient(copy: String) throws {
    let database = try TestServer.database()
    try database.run("CREATE TABLE a (id int)")
    let failure = try statementFailure { try database.run("SELECT 1;\n\(copy)") }
    #expect(failure.line == 2)
    #expect(failure.reason == "COPY between the server and its client cannot be run here")
    #expect(try database.value("SELECT 1") == "1")
  }

  @Test func refusesNUL() throws {
    let database = try TestServer.database()
    #expect(try statementFailure { try database.run("SELECT 1;\0") }.reason.contains("NUL"))
  }

  @Test func takesBackWhatAScriptSets() throws {
    let database = try TestServer.database()
    try database.run("CREATE ROLE script_owner")
    try database.run(
      """
      SELECT pg_catalog.set_config('search_path', '', false);
      SET TimeZone = 'Asia/Tokyo'; SET standard_conforming_strings = off; SET ROLE script_owner;
      """)
    #expect(try database.value("SHOW search_path") == "public")
    #expect(try database.value("SHOW TimeZone") == "UTC")
    #expect(try database.value("SHOW standard_conforming_strings") == "on")
    #expect(try database.value("SELECT current_user") == "postgres")
    try database.run("SET search_path = pg_catalog; SET ROLE script_owner", isTransactional: false)
    #expect(try database.value("SHOW search_path") == "public")
    #expect(try database.value("SELECT current_user") == "postgres")
  }

  @Test func readsOldStringsAsTheServerDoes() throws {
    let database = try TestServer.database()
    try database.run(
      #"""
      CREATE TABLE a (name text);
      SET standard_conforming_strings = off;
      SET escape_string_warning = off;
      INSERT INTO a VALUES ('it\'s;');
      """#)
    #expect(try database.values("SELECT name FROM a") == ["it's;"])
  }

  @Test func makesRolesThatAScriptMentions() throws {
    let database = try TestServer.database()
    try database.run(
      """
      CREATE TABLE a (id int);
      GRANT SELECT ON a TO made_for_a, "Made for b";
      ALTER TABLE a OWNER TO made_for_a;
      """)
    #expect(
      try database.values(
        "SELECT rolname FROM pg_roles WHERE NOT rolcanlogin AND rolname ILIKE 'made%' ORDER BY 1")
        == ["Made for b", "made_for_a"])
  }

  @Test func doesNotMakeRolesOnOthersServers() throws {
    let database = try TestServer.database()
    let other = try database.other()
    let failure = try statementFailure { try other.run("GRANT missing_role TO postgres") }
    #expect(failure.reason == #"role "missing_role" does not exist"#)
    // The database goes with the session that made it.
    withExtendedLifetime(database) {}
  }

  @Test func readsRowsInTheOrderOfTheirLiterals() throws {
    let database = try TestServer.database()
    try database.run(
      #"""
      CREATE TABLE "A b" (id int, "the text" text);
      INSERT INTO "A b" VALUES (10, 'ä'), (9, NULL), (10, 'Z'), (10, 'it''s');
      """#)
    #expect(
      try database.rows(
        of: [Name(exact: "id"), Name(exact: "the text")], in: Name(exact: "A b"))
        == [["'10'", "'Z'"], ["'10'", "'it''s'"], ["'10'", "'ä'"], ["'9'", "NULL"]])
  }
}
