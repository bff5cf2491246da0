import Engine
import SchemaModel
import Testing

@testable import PostgreSQLEngine

/// What a check is written as is printed by the server as the check was.
struct FaithfulTextTests {
  @Test(
    arguments: [
      "v IN ('a', 'Draft')", "v NOT IN ('a', ')')", "v = ANY (ARRAY['a', 'b']) OR true",
      "r IN ('pg_class'::regclass, 'pg_type'::regclass) OR n > 0", "d IN (1, 2) OR d IN (4, m)",
      "n = ANY ((ARRAY[1, 2]::bigint[])::int[])", "x = ANY (ARRAY[1, 2])",
      "x = ANY (ARRAY[1::bigint, 2::bigint])", "f = ANY (ARRAY[1.5, 2.5])",
      "v = ANY ((ARRAY[1, 2]::int[])::text[])", "v = ANY ((ARRAY['a'::name, 'b']::name[])::text[])",
      "w = ANY ((ARRAY['a', 'b']::varchar[])::text[])",
      "(n >= ANY (ARRAY[1, 2]) AND n <= 5)::boolean AND m > 0",
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
      (
        "CHECK ((x = ANY ((ARRAY[1, 2])::numeric[])))",
        "CHECK ((x = ANY ((ARRAY[1, 2]::integer[])::numeric[])))"
      ),
      (
        "CHECK ((((\u{e9} >= 1) AND (e\u{301} <= 5)) AND c))",
        "CHECK ((((\u{e9} >= 1) AND (e\u{301} <= 5))::boolean AND c))"
      ),
    ])
  func `what is written`(_ texts: (String, String)) {
    #expect(FaithfulText.of(texts.0) == texts.1)
  }

  @Test(
    arguments: [
      "x = ANY (ARRAY[CASE WHEN n > 0 THEN 1::bigint ELSE 2::bigint END])",
      "x = ANY (ARRAY[n, n + 1])",
    ])
  func `a list that does not tell its type is left as it is`(_ condition: String) throws {
    let printed = try check("CHECK (\(condition))")
    #expect(printed.contains("])::numeric[]"))
    #expect(FaithfulText.of(printed) == printed)
  }

  private func check(_ clause: String) throws -> String {
    let database = try TestServer.engine.openScratch()
    let text = """
      CREATE DOMAIN small AS integer;
      CREATE TABLE t (
        v varchar(20), r regclass, n integer, m integer, d small, x numeric,
        w name, f float8, "((a AND b) AND c)" integer, CONSTRAINT c \(clause))
      """
    try database.run(Script(text, path: "check"))
    let table = try #require(try database.schema().tables.first)
    return try #require(table.constraints.first?.definition?.spelling)
  }
}
