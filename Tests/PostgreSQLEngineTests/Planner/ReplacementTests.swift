import Engine
import SchemaModel
import Testing

@testable import PostgreSQLEngine

struct ReplacementTests {
  private func viewed(_ type: String) -> PlannerSketch {
    var sketch = PlannerSketch()
    sketch.table("a", [column("n", type)], indexes: [index("a_n", on: "a", "n")])
    sketch.view(
      "v", [column("n", type)], "SELECT n FROM a;", needs: [reference(.column, "n", of: "a")])
    sketch.view("w", [column("m")], "SELECT 1 FROM v;", needs: [reference(.object(.view), "v")])
    sketch.object(
      .comment, "view v", definition: "'x'", declaration: "COMMENT ON VIEW v IS 'x'",
      removal: "COMMENT ON VIEW v IS NULL", needs: [reference(.object(.view), "v")])
    return sketch
  }

  @Test func `Views make way for a column's new type, and come back with their comments`() throws {
    #expect(
      try Plan.from(viewed("integer"), to: viewed("bigint")).sql == [
        "DROP VIEW w", "DROP VIEW v", "ALTER TABLE a ALTER COLUMN n TYPE bigint",
        "CREATE VIEW v AS\n SELECT n FROM a;", "CREATE VIEW w AS\n SELECT 1 FROM v;",
        "COMMENT ON VIEW v IS 'x'",
      ])
  }

  @Test func `A view that only gets columns is replaced in place`() throws {
    var target = viewed("integer")
    target.objects[0].columns.append(column("o"))
    target.objects[0].definition = expression("SELECT n, 1 AS o FROM a;")
    target.objects[0].declaration = "CREATE VIEW v AS SELECT n, 1 AS o FROM a;"
    #expect(
      try Plan.from(viewed("integer"), to: target).sql == [
        "CREATE OR REPLACE VIEW v AS SELECT n, 1 AS o FROM a;"
      ])
    #expect(
      try Plan.from(target, to: viewed("integer")).sql == [
        "DROP VIEW w", "DROP VIEW v", "CREATE VIEW v AS\n SELECT n FROM a;",
        "CREATE VIEW w AS\n SELECT 1 FROM v;", "COMMENT ON VIEW v IS 'x'",
      ])
  }

  private func called(_ returns: String) -> PlannerSketch {
    var sketch = PlannerSketch()
    let function = reference(.object(.function), "f(integer)")
    sketch.function("f(integer)", arguments: "n integer", returns: returns)
    sketch.table(
      "a", [column("n", default: "f(1)")], constraints: [check("c", "f(n) > 0")],
      indexes: [index("i", on: "a", "f(n)")])
    for part in [
      reference(.columnDefault, "n", of: "a"), reference(.constraint, "c", of: "a"),
      reference(.index, "i", of: "a"),
    ] {
      sketch.depend(part, on: [function])
    }
    return sketch
  }

  @Test func `What calls a function makes way for another result type`() throws {
    #expect(
      try Plan.from(called("integer"), to: called("bigint")).sql == [
        "SET LOCAL check_function_bodies = off",
        "DROP INDEX i", "ALTER TABLE a DROP CONSTRAINT c",
        "ALTER TABLE a ALTER COLUMN n DROP DEFAULT", "DROP FUNCTION f(integer)",
        "CREATE FUNCTION f(integer) RETURNS bigint AS '1'",
        "ALTER TABLE a ALTER COLUMN n SET DEFAULT f(1)",
        "ALTER TABLE a ADD CONSTRAINT c CHECK (f(n) > 0)",
        "CREATE INDEX i ON a USING btree (f(n))",
      ])
  }

  private func partitioned(by key: String?) -> PlannerSketch {
    var sketch = PlannerSketch()
    sketch.table(
      "a", [column("id", isNullable: false), column("n")], indexes: [index("i", on: "a", "n")],
      attributes: key.map { ["partition by": $0] } ?? [:])
    if key != nil {
      sketch.table(
        "a_rest",
        ["id", "n"].map { column($0, isNullable: $0 == "n", attributes: ["inherited": "yes"]) },
        attributes: ["partition of": "a", "bound": "DEFAULT"])
    }
    return sketch
  }

  @Test func `A table that becomes partitioned takes its rows along`() throws {
    let up = try Plan.from(partitioned(by: nil), to: partitioned(by: "LIST (n)"))
    #expect(
      up.sql == [
        "CREATE SCHEMA _migrate_a", "ALTER TABLE a SET SCHEMA _migrate_a",
        """
        CREATE TABLE a (
          id integer NOT NULL,
          n integer
        ) PARTITION BY LIST (n)
        """,
        "CREATE TABLE a_rest PARTITION OF a DEFAULT",
        "INSERT INTO a (id, n)\n  SELECT id, n FROM _migrate_a.a",
        "DROP TABLE _migrate_a.a", "DROP SCHEMA _migrate_a",
        "CREATE INDEX i ON a USING btree (n)",
      ])
    #expect(up.hazards == [Hazard(.rewritesTable, subject: "a")])
  }

  @Test func `A table that is no longer partitioned takes the rows of its partitions along`() throws
  {
    let sql = try Plan.from(partitioned(by: "LIST (n)"), to: partitioned(by: nil)).sql
    #expect(!sql.contains("DROP TABLE a_rest"))
    #expect(sql.contains("INSERT INTO a (id, n)\n  SELECT id, n FROM _migrate_a.a"))
  }
}
