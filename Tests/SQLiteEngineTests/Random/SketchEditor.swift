import TestSupport

/// Changes a sketch as people change their models.
struct SketchEditor {
  var generator: SketchGenerator

  mutating func edit(_ sketch: inout SchemaSketch) {
    let position = generator.random.number(below: max(1, sketch.tables.count))
    switch generator.random.number(below: 20) {
    case 0: sketch.tables.append(generator.table(in: sketch))
    case 1: if !sketch.tables.isEmpty { sketch.tables.remove(at: position) }
    case 2: generator.addObject(to: &sketch)
    case 3: if !sketch.objects.isEmpty { sketch.objects.remove(at: pick(sketch.objects)) }
    case 4: replaceObject(in: &sketch)
    case _ where sketch.tables.isEmpty: break
    default: edit(table: position, of: &sketch)
    }
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Int {
    generator.random.number(below: elements.count)
  }

  private mutating func replaceObject(in sketch: inout SchemaSketch) {
    guard !sketch.objects.isEmpty, !sketch.tables.isEmpty else { return }
    let position = pick(sketch.objects)
    let table = generator.random.pick(sketch.tables)
    guard !table.columns.isEmpty else { return }
    if sketch.objects[position].kind == .virtualTable {
      sketch.objects[position].text = generator.virtualTable(on: table)
      return
    }
    let (kind, text) = generator.object(on: table, in: sketch)
    if kind == sketch.objects[position].kind { sketch.objects[position].text = text }
  }

  // MARK: Tables

  private mutating func edit(table position: Int, of sketch: inout SchemaSketch) {
    var others = sketch
    var table = others.tables.remove(at: position)
    switch generator.random.number(below: 12) {
    case 0: table.name = generator.freeName(in: sketch)
    case 1: table.name = table.name.uppercased()
    case 2: table.columns.insert(newColumn(of: table, in: others), at: pick(table.columns + [nil]))
    case 3: table.columns.append(newColumn(of: table, in: others))
    case 4: if table.columns.count > 1 { table.columns.remove(at: pick(table.columns)) }
    case 5: editConstraints(of: &table, in: others)
    case 6: editIndexes(of: &table, in: others)
    case 7: table.columns.shuffle(using: &generator.random)
    case 8: toggle("STRICT", in: &table.options)
    case 9: toggle("WITHOUT ROWID", in: &table.options)
    default: if !table.columns.isEmpty { edit(column: pick(table.columns), of: &table, in: others) }
    }
    sketch.tables[position] = table
  }

  private mutating func newColumn(of table: TableSketch, in sketch: SchemaSketch) -> ColumnSketch {
    var table = table
    table.columns.append(generator.column(of: table))
    generator.addClauses(to: table.columns.count - 1, of: &table, in: sketch)
    return table.columns.removeLast()
  }

  private mutating func editConstraints(of table: inout TableSketch, in sketch: SchemaSketch) {
    if !table.constraints.isEmpty, generator.random.chance(50) {
      table.constraints.remove(at: pick(table.constraints))
    }
    if !table.columns.isEmpty, generator.random.chance(60),
      let constraint = generator.constraint(of: table, in: sketch)
    {
      table.constraints.append(constraint)
    }
  }

  private mutating func editIndexes(of table: inout TableSketch, in sketch: SchemaSketch) {
    if table.indexes.isEmpty || generator.random.chance(40) {
      if !table.columns.isEmpty { generator.addIndex(to: &table, in: sketch) }
    } else if generator.random.chance(50) {
      table.indexes[pick(table.indexes)].text = generator.indexText(of: table)
    } else {
      table.indexes.remove(at: pick(table.indexes))
    }
  }

  private func toggle(_ option: String, in options: inout [String]) {
    if let index = options.firstIndex(of: option) {
      options.remove(at: index)
    } else {
      options.append(option)
    }
  }

  // MARK: Columns

  private mutating func edit(
    column position: Int, of table: inout TableSketch, in sketch: SchemaSketch
  ) {
    let names = Set(table.columns.map(\.name))
    var column = table.columns[position]
    switch generator.random.number(below: 7) {
    case 0: column.name = generator.freeName(besides: names)
    case 1: column.name = column.name.uppercased()
    case 2: column.type = generator.type(isStrict: table.isStrict)
    case 3: if !column.clauses.isEmpty { column.clauses.remove(at: pick(column.clauses)) }
    case 4: exchangeNames(position, in: &table); return
    default: column.clauses.append(generator.clause(for: column, of: table, in: sketch))
    }
    table.columns[position] = column
  }

  private mutating func exchangeNames(_ position: Int, in table: inout TableSketch) {
    let other = pick(table.columns)
    let name = table.columns[position].name
    table.columns[position].name = table.columns[other].name
    table.columns[other].name = name
  }
}
