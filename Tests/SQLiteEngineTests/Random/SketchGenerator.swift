import SchemaModel
import TestSupport

@testable import SQLiteEngine

/// Makes up schemas: anything that SQLite's grammar allows and the catalog reader should know.
struct SketchGenerator {
  var random: SplitMix64
  private var lastID = 0

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func schema() -> SchemaSketch {
    var sketch = SchemaSketch()
    for _ in 0..<random.number(below: 4) + 1 { sketch.tables.append(table(in: sketch)) }
    for _ in 0..<random.number(below: 3) { addObject(to: &sketch) }
    return sketch
  }

  mutating func table(in sketch: SchemaSketch) -> TableSketch {
    var table = TableSketch(id: nextID(), name: freeName(in: sketch))
    if random.chance(15) { table.options.append("STRICT") }
    for _ in 0..<random.number(below: 5) + 1 {
      table.columns.append(column(of: table))
    }
    if random.chance(80) { addPrimaryKey(to: &table) }
    for position in table.columns.indices {
      addClauses(to: position, of: &table, in: sketch)
    }
    for _ in 0..<random.number(below: 3) {
      if let constraint = constraint(of: table, in: sketch) { table.constraints.append(constraint) }
    }
    for _ in 0..<random.number(below: 3) { addIndex(to: &table, in: sketch) }
    return table
  }

  mutating func addIndex(to table: inout TableSketch, in sketch: SchemaSketch) {
    var sketch = sketch
    sketch.tables.append(table)
    table.indexes.append(
      IndexSketch(
        name: freeName(in: sketch), isUnique: random.chance(30), text: indexText(of: table)))
  }

  mutating func nextID() -> Int {
    lastID += 1
    return lastID
  }

  // MARK: Names

  mutating func freeName(in sketch: SchemaSketch) -> String {
    let taken = Set(
      sketch.tables.flatMap { [$0.name] + $0.indexes.map(\.name) } + sketch.objects.map(\.name))
    return freeName(besides: taken)
  }

  mutating func freeName(besides taken: Set<String>) -> String {
    let taken = Set(taken.map { Name(sqlite: $0) })
    while true {
      let name = random.chance(70) ? random.pick(SketchNames.plain) : random.pick(SketchNames.odd)
      if !taken.contains(Name(sqlite: name)) { return name }
      let numbered = "\(name)\(random.number(below: 100))"
      if !taken.contains(Name(sqlite: numbered)) { return numbered }
    }
  }

  // MARK: Columns

  mutating func column(of table: TableSketch) -> ColumnSketch {
    ColumnSketch(
      id: nextID(), name: freeName(besides: Set(table.columns.map(\.name))),
      type: type(isStrict: table.isStrict))
  }

  mutating func type(isStrict: Bool) -> String {
    isStrict
      ? random.pick(["INT", "INTEGER", "REAL", "TEXT", "BLOB", "ANY"])
      : random.pick([
        "INTEGER", "INTEGER", "INT", "TEXT", "TEXT", "VARCHAR(20)", "varchar ( 30 )", "REAL",
        "NUMERIC(10, 2)", "BLOB", "BOOLEAN", "DATE", "DATETIME", "", "\"my type\"", "'odd'",
        "DOUBLE PRECISION", "UNSIGNED BIG INT", "\"INTEGER\"", "generated", "NUMERIC(-1, +2)",
      ])
  }

  private mutating func addPrimaryKey(to table: inout TableSketch) {
    let isWithoutRowID = random.chance(12)
    if isWithoutRowID { table.options.append("WITHOUT ROWID") }
    let column = table.columns[0]
    if random.chance(25), table.columns.count > 1 {
      let columns = "{c\(column.id)}, {c\(table.columns[1].id)} DESC"
      table.constraints.append("PRIMARY KEY (\(columns))\(conflict())")
    } else if random.chance(30) {
      table.constraints.append("CONSTRAINT \"p k\" PRIMARY KEY ({c\(column.id)})")
    } else {
      if random.chance(60) { table.columns[0].type = "INTEGER" }
      let isCounter = table.columns[0].type == "INTEGER" && !isWithoutRowID && random.chance(30)
      table.columns[0].clauses.append(
        isCounter
          ? "PRIMARY KEY AUTOINCREMENT"
          : random.pick(["PRIMARY KEY", "PRIMARY KEY", "PRIMARY KEY DESC", "PRIMARY KEY ASC"])
            + conflict())
    }
  }
}
