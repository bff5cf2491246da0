import Engine
import Testing

@testable import PostgreSQLEngine

/// What `pg_dump` says of two databases.
@Suite struct DumpTests {
  private func differences(_ one: String, _ other: String) throws -> [String] {
    let dumps = try [one, other].map { sql in
      let database = try TestServer.database()
      try database.run(sql)
      return try #require(try database.dump())
    }
    return dumps[0].differences(to: dumps[1])
  }

  @Test func `the order of columns and of statements makes no difference`() throws {
    #expect(
      try differences(
        "CREATE TABLE a (x integer, y text); CREATE TABLE b (); CREATE STATISTICS s ON x, y FROM a",
        "CREATE TABLE b (); CREATE TABLE a (y text, x integer); CREATE STATISTICS s ON x, y FROM a"
      ).isEmpty)
  }

  @Test func `what only one has is told with its statement`() throws {
    #expect(
      try differences("CREATE TABLE a (x integer)", "CREATE TABLE a (x bigint)") == [
        "- CREATE TABLE public.a (\n    x integer\n)", "+ CREATE TABLE public.a (\n    x bigint\n)",
      ])
  }

  @Test func `the record and the program's own lines are left out`() {
    let text = """
      \\restrict abc
      SET lock_timeout = 0;
      SELECT pg_catalog.set_config('search_path', '', false);
      -- a comment
      CREATE SCHEMA x;
      \\unrestrict abc
      """
    #expect(DumpText.dump(text) == SchemaDump(statements: ["CREATE SCHEMA x"]))
  }
}
