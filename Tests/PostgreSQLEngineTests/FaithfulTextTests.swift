import Engine
import SchemaModel
import Testing

@testable import PostgreSQLEngine

/// What a check is written as is printed by the server as the check was.
struct FaithfulTextTests {
  @Test(
    arguments: [
      "v IN ('a', 'Draft')", "v NOT IN ('a', ')')", "v = ANY (ARRAY['a', 'b']) OR true",
      "r IN ('pg_class'::regclass, 'pg_type'::regclass) OR n > 0", "d IN (1, 2)",
      "n = ANY ((ARRAY[1, 2]::bigint[])::int[])", "x IN (1, 2)", "x = ANY (ARRAY[1, 2])",
      "n BETWEEN 1 AND 5 AND m > 0", "n NOT BETWEEN 1 AND 5 OR m > 0",
      "n BETWEEN SYMMETRIC 1 AND 5 OR m > 0", "n BETWEEN m AND m + 5 AND v <> ' AND '",
      "n NOT IN (m, m + 1) AND v IN ('b', 'c') AND d BETWEEN 1 AND 2",
      "(n BETWEEN 1 AND 5 AND m > 0 OR m < 0) AND NOT (n BETWEEN 1 AND 2 AND m = 3)",
      "v <> '(ARRAY[''a''::text])::text[]' AND v <> '((a AND b) AND c)'",
      "\"((a AND b) AND c)\" BETWEEN 0 AND 1 AND n > 0",
    ])
  func `a check is printed as before`(_ condition: String) throws {
    let printed = try check("CHECK (\(condition))")
    #expect(try check(FaithfulText.of(printed)) == printed)
  }

  @Test(
    arguments: [
      (
        "CHECK (((v)::text = ANY ((ARRAY['a'::character varying])::text[])))",
        "CHECK (((v)::text = ANY (ARRAY['a'::character varying])))"
      ),
      (
        "CHECK ((((n >= 1) AND (n <= 5)) AND (m > 0)))",
        "CHECK (((n BETWEEN 1 AND 5) AND (m > 0)))"
      ),
      ("CHECK (((a AND b) AND c))", "CHECK (((a AND b)::boolean AND c))"),
    ])
  func `what is written`(_ texts: (String, String)) {
    #expect(FaithfulText.of(texts.0) == texts.1)
  }

  private func check(_ clause: String) throws -> String {
    let database = try TestServer.engine.openScratch()
    let text = """
      CREATE DOMAIN small AS integer;
      CREATE TABLE t (
        v varchar(20), r regclass, n integer, m integer, d small, x numeric,
        "((a AND b) AND c)" integer, CONSTRAINT c \(clause))
      """
    try database.run(Script(text, path: "check"))
    let table = try #require(try database.schema().tables.first)
    return try #require(table.constraints.first?.definition?.spelling)
  }
}
