import SchemaModel
import Testing

@testable import PostgreSQLEngine

/// What the server prints in two ways, and means the same.
struct ExpressionTests {
  @Test(
    arguments: [
      ("'-5'::integer", "(- 5)"), ("'-1.5'::numeric", "(- 1.5)"),
      ("(n > '-5'::integer)", "(n > (- 5))"),
      (
        "(c)::text = ANY ((ARRAY['a, b'::character varying, c])::text[])",
        "(c)::text = ANY (ARRAY[('a, b'::character varying)::text, (c)::text])"
      ),
      ("((a AND b) AND c)", "(a AND b AND c)"),
      ("SELECT NULL::smallint AS int2", "SELECT NULL::smallint"),
      (
        "SELECT ('a'::text)::character varying(3) AS \"varchar\", 3 AS n",
        "SELECT ('a'::text)::character varying(3), 3 AS n"
      ),
      ("SELECT (1)::s.mood[] AS mood\n FROM t", "SELECT (1)::s.mood[]\n FROM t"),
    ])
  func `the same in two ways`(_ texts: (String, String)) {
    #expect(Expression(postgreSQL: texts.0) == Expression(postgreSQL: texts.1))
  }

  @Test(
    arguments: [
      ("'-5'::bigint", "(- 5)"), ("'-5'::text", "(- 5)"), ("'-a'::text", "'-b'::text"),
      ("(ARRAY[a])::integer[]", "ARRAY[(a)::text]"), ("((a OR b) AND c)", "(a OR b AND c)"),
      ("NULL::smallint AS x", "NULL::smallint"), ("'x::int AS int4'", "'x::int'"),
      ("$f$SELECT x::text AS text$f$", "$f$SELECT x::text$f$"),
      ("$f$SELECT '-5'::integer$f$", "$f$SELECT (- 5)$f$"),
      ("'a''-5'::integer", "'a'(- 5)"),
    ])
  func `not the same`(_ texts: (String, String)) {
    #expect(Expression(postgreSQL: texts.0) != Expression(postgreSQL: texts.1))
  }
}
