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
