import Engine
import SchemaModel
import Testing

@testable import PostgreSQLEngine

struct RenameTests {
  private func rename(_ table: String, _ column: String? = nil, _ new: String) -> Rename {
    Rename(
      table: Name(exact: table), column: column.map { Name(exact: $0) }, newName: Name(exact: new),
      evidence: .option)
  }

  private func table(_ name: String, _ columns: String..., key: String? = nil) -> PlannerSketch {
    var sketch = PlannerSketch()
    sketch.table(
      name, columns.map { column($0, isNullable: key == nil) },
      constraints: key.map { [primaryKey($0, columns[0])] } ?? [])
    return sketch
  }

  @Test func `Names that are exchanged take a detour`() throws {
    #expect(
      try Plan.from(
        table("a", "m", "n"), to: table("a", "m", "n"),
        renames: [rename("a", "m", "n"), rename("a", "n", "m")], renamed: table("a", "n", "m")
      ).sql == [
        "ALTER TABLE a RENAME COLUMN m TO _migrate_m", "ALTER TABLE a RENAME COLUMN n TO m",
        "ALTER TABLE a RENAME COLUMN _migrate_m TO n",
      ])
  }

  @Test func `Labels that are exchanged take a detour`() throws {
    var (base, target) = (PlannerSketch(), PlannerSketch())
    base.enumeration("state", ["a", "it's", "c"])
    target.enumeration("state", ["c", "it's", "a"])
    #expect(
      try Plan.from(
        base, to: target, renames: [rename("state", "a", "c"), rename("state", "c", "a")],
        renamed: target
      ).sql == [
        "ALTER TYPE state RENAME VALUE 'a' TO '_migrate_a'",
        "ALTER TYPE state RENAME VALUE 'c' TO 'a'",
        "ALTER TYPE state RENAME VALUE '_migrate_a' TO 'c'",
      ])
  }

  @Test func `A table moves under a name that is free on the way`() throws {
    func names(_ taken: [Name]) -> Schema {
      let tables = ([Name(exact: "a")] + taken).map { Table(name: $0, columns: []) }
      return Schema(dialect: .postgresql, tables: tables)
    }
    let move = Rename(
      table: Name(exact: "a"), column: nil, newName: Name(exact: "b", in: "s"), evidence: .option)
    func statements(_ taken: Name...) -> [String] {
      let schema = names(taken)
      return RenameStatements([move], in: schema, target: schema).statements.map(\.sql)
    }
    #expect(statements() == ["ALTER TABLE a RENAME TO b", "ALTER TABLE b SET SCHEMA s"])
    #expect(
      statements(Name(exact: "b")) == [
        "ALTER TABLE a SET SCHEMA s", "ALTER TABLE s.a RENAME TO b",
      ])
    #expect(
      statements(Name(exact: "b"), Name(exact: "a", in: "s")) == [
        "ALTER TABLE a RENAME TO _migrate_a", "ALTER TABLE _migrate_a SET SCHEMA s",
        "ALTER TABLE s._migrate_a RENAME TO b",
      ])
  }

  @Test func `A table's constraints are renamed after it`() throws {
    #expect(
      try Plan.from(
        table("a", "n", key: "a_pkey"), to: table("b", "n", key: "b_pkey"),
        renames: [rename("a", nil, "b")], renamed: table("b", "n", key: "a_pkey")
      ).sql == [
        "ALTER TABLE a RENAME TO b", "ALTER TABLE b RENAME CONSTRAINT a_pkey TO b_pkey",
      ])
  }

  @Test func `An index that is called otherwise is renamed`() throws {
    var (base, target) = (PlannerSketch(), PlannerSketch())
    base.table("a", [column("n")], indexes: [index("x", on: "a", "n")])
    target.table("a", [column("n")], indexes: [index("y", on: "a", "n")])
    #expect(try Plan.from(base, to: target).sql == ["ALTER INDEX x RENAME TO y"])
  }
}
