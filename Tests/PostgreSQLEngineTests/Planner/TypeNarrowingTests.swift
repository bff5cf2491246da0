import Testing

@testable import PostgreSQLEngine

struct TypeNarrowingTests {
  private func narrowing(_ old: String, _ new: String) -> TypeNarrowing {
    TypeNarrowing(from: TypeName(old), to: TypeName(new))
  }

  @Test(
    arguments: [
      ("numeric", "numeric(10,2)"), ("numeric(10,4)", "numeric(12,2)"), ("numeric", "integer"),
      ("double precision", "real"), ("bigint", "double precision"), ("integer", "real"),
      ("timestamp without time zone", "date"), ("timestamp(6) without time zone", "date"),
      ("timestamp without time zone", "timestamp with time zone"), ("text", "integer"),
      ("character varying(20)", "date"), ("text", "jsonb"), ("text", "boolean"), ("text", "name"),
      ("text", "\"char\""), ("inet", "cidr"), ("interval", "interval(0)"),
      ("interval", "interval year"), ("time without time zone", "time(0) without time zone"),
      ("time with time zone", "time without time zone"), ("interval[]", "interval(0)[]"),
    ])
  func `values may become others`(_ types: (String, String)) {
    #expect(narrowing(types.0, types.1).castsValues)
  }

  @Test(
    arguments: [
      ("numeric(10,2)", "numeric(12,2)"), ("integer", "bigint"), ("integer", "numeric"),
      ("integer", "double precision"), ("smallint", "real"), ("real", "double precision"),
      ("character varying(5)", "character varying(9)"), ("character varying", "text"),
      ("text", "mood"), ("integer[]", "bigint"), ("interval(0)", "interval"),
      ("time(3) without time zone", "time without time zone"), ("character varying(20)", "name"),
    ])
  func `values stay what they are`(_ types: (String, String)) {
    let narrowing = narrowing(types.0, types.1)
    #expect(!narrowing.castsValues && !narrowing.refusesValues)
  }

  @Test(
    arguments: [
      ("character varying(140)", "character varying(5)"), ("text", "character varying(9)"),
      ("character(4)", "character"), ("bit varying(8)", "bit(4)"), ("bigint", "integer"),
      ("integer", "smallint"), ("numeric", "numeric(10,2)"), ("numeric(12,2)", "numeric(10,2)"),
      ("double precision", "integer"),
    ])
  func `values may be refused`(_ types: (String, String)) {
    #expect(narrowing(types.0, types.1).refusesValues)
  }
}
