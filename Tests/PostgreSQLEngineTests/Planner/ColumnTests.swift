import Engine
import SchemaModel
import Testing

@testable import PostgreSQLEngine

struct ColumnTests {
  private func sketch(_ columns: Column...) -> PlannerSketch {
    var sketch = PlannerSketch()
    sketch.table("a", columns)
    return sketch
  }

  private func sql(
    _ base: PlannerSketch, _ target: PlannerSketch, _ options: PlanOptions = PlanOptions()
  ) throws -> [String] {
    try Plan.from(base, to: target, options: options).sql
  }

  @Test(arguments: [
    ("integer", "bigint", ""), ("text", "integer", " USING n::integer"),
    ("integer", "boolean", " USING n::boolean"), ("integer", "uuid", " USING n::text::uuid"),
    ("uuid", "text", ""), ("integer", "integer[]", " USING ARRAY[n]::integer[]"),
    ("interval(3)", "interval", ""), ("timestamp without time zone", "date", ""),
  ])
  func `A type changes by the cast that there is`(from: String, to: String, using: String) throws {
    #expect(
      try sql(sketch(column("n", from)), sketch(column("n", to))) == [
        "ALTER TABLE a ALTER COLUMN n TYPE \(to)\(using)"
      ])
  }

  @Test func `A default makes way for a type of another family`() throws {
    #expect(
      try sql(sketch(column("n", "text", default: "'1'::text")), sketch(column("n", default: "1")))
        == [
          "ALTER TABLE a ALTER COLUMN n DROP DEFAULT",
          "ALTER TABLE a ALTER COLUMN n TYPE integer USING n::integer",
          "ALTER TABLE a ALTER COLUMN n SET DEFAULT 1",
        ])
  }

  @Test func `Rows get the given value before a column may not be NULL`() throws {
    let reference = ColumnReference(table: Name(exact: "a"), column: Name(exact: "n"))
    #expect(
      try sql(
        sketch(column("m")), sketch(column("n", isNullable: false)),
        PlanOptions(backfills: [reference: "m + 1"])) == [
          "ALTER TABLE a ADD COLUMN n integer", "UPDATE a SET n = m + 1 WHERE n IS NULL",
          "ALTER TABLE a ALTER COLUMN n SET NOT NULL", "ALTER TABLE a DROP COLUMN m",
        ])
    #expect(
      try sql(sketch(), sketch(column("n", isNullable: false, default: "0")))
        == ["ALTER TABLE a ADD COLUMN n integer DEFAULT 0 NOT NULL"])
    #expect(
      try sql(
        sketch(column("n")), sketch(column("n", isNullable: false)),
        PlanOptions(usesPlaceholders: true)) == [
          "UPDATE a SET n = 0 WHERE n IS NULL", "ALTER TABLE a ALTER COLUMN n SET NOT NULL",
        ])
  }

  @Test func `A new NOT NULL without a value is a hazard`() throws {
    let plan = try Plan.from(sketch(column("n")), to: sketch(column("n", isNullable: false)))
    #expect(plan.hazards == [Hazard(.failsOnRows, subject: "a.n")])
  }

  @Test func `An identity goes on after the numbers that are there`() throws {
    #expect(
      try sql(
        sketch(column("n", isNullable: false)),
        sketch(column("n", isNullable: false, attributes: ["identity": "always"]))) == [
          "ALTER TABLE a ALTER COLUMN n ADD GENERATED ALWAYS AS IDENTITY",
          """
          SELECT setval(pg_get_serial_sequence('a', 'n'), max(n)) FROM a HAVING max(n) > 0
          """,
        ])
  }

  @Test func `Names are quoted where they must be`() throws {
    #expect(
      try sql(sketch(), sketch(column("order"), column("Name"), column("a b"), column("x_1")))
        == [
          #"ALTER TABLE a ADD COLUMN "Name" integer"#, #"ALTER TABLE a ADD COLUMN "a b" integer"#,
          #"ALTER TABLE a ADD COLUMN "order" integer"#, "ALTER TABLE a ADD COLUMN x_1 integer",
        ])
    #expect(Name(exact: "t", in: "My Schema").sql == #""My Schema".t"#)
    #expect(Name(exact: #"a"b"#).sql == #""a""b""#)
    #expect("it's".sqlLiteral == "'it''s'")
  }

  @Test func `The order of columns is left alone`() throws {
    #expect(try sql(sketch(column("m"), column("n")), sketch(column("n"), column("m"))) == [])
  }
}
