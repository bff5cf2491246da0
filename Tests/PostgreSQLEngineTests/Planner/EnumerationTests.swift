import Engine
import SchemaModel
import Testing

@testable import PostgreSQLEngine

struct EnumerationTests {
  private func sketch(_ labels: [String], default value: String? = nil) -> PlannerSketch {
    var sketch = PlannerSketch()
    let type = reference(.object(.enumeration), "mood")
    sketch.enumeration("mood", labels)
    sketch.table("a", [column("m", "mood", default: value)])
    sketch.depend(reference(.column, "m", of: "a"), on: [type])
    if value != nil { sketch.depend(reference(.columnDefault, "m", of: "a"), on: [type]) }
    return sketch
  }

  @Test func `Labels are added where they belong`() throws {
    #expect(
      try Plan.from(sketch(["b", "d"]), to: sketch(["a", "b", "c", "d", "e"])).sql == [
        "ALTER TYPE mood ADD VALUE 'a' BEFORE 'b'", "ALTER TYPE mood ADD VALUE 'c' AFTER 'b'",
        "ALTER TYPE mood ADD VALUE 'e'",
      ])
  }

  @Test func `A label that goes takes a new type and a conversion`() throws {
    #expect(
      try Plan.from(
        sketch(["a", "b"], default: "'a'::mood"), to: sketch(["a"], default: "'a'::mood")
      )
      .sql == [
        "ALTER TABLE a ALTER COLUMN m DROP DEFAULT",
        "ALTER TYPE mood RENAME TO _migrate_mood", "CREATE TYPE mood AS ENUM ('a')",
        "ALTER TABLE a ALTER COLUMN m TYPE mood USING m::text::mood",
        "ALTER TABLE a ALTER COLUMN m SET DEFAULT 'a'::mood",
        "DROP TYPE _migrate_mood",
      ])
  }

  @Test func `A label that is used at once is not added but comes with a new type`() throws {
    let sql = try Plan.from(
      sketch(["a"], default: "'a'::mood"), to: sketch(["a", "b"], default: "'b'::mood")
    ).sql
    #expect(sql.contains("ALTER TYPE mood RENAME TO _migrate_mood"))
    #expect(!sql.contains { $0.contains("ADD VALUE") })
  }

  @Test func `A type that no column is of is dropped and created`() throws {
    var (base, target) = (PlannerSketch(), PlannerSketch())
    base.enumeration("mood", ["a", "b"])
    target.enumeration("mood", ["b", "a"])
    #expect(
      try Plan.from(base, to: target).sql == [
        "DROP TYPE mood", "CREATE TYPE mood AS ENUM ('b', 'a')",
      ])
  }
}
