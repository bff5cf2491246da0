import TestSupport

/// Changes a sketch as people change their models.
struct SketchEditor {
  var generator: SketchGenerator

  private var sketch: SchemaSketch {
    get { generator.sketch }
    set { generator.sketch = newValue }
  }

  mutating func edit() {
    switch generator.random.number(below: 20) {
    case 0: generator.addTable()
    case 1: if let position = pick(sketch.tables) { sketch.tables.remove(at: position) }
    case 2...4: addObject()
    case 5: if let position = pick(sketch.objects) { sketch.objects.remove(at: position) }
    case 6...9: if let position = pick(sketch.objects) { edit(object: position) }
    case 10: exchangeTableNames()
    case 11: exchangeKinds()
    case 12: moveColumn()
    default: if let position = pick(sketch.tables) { edit(table: position) }
    }
  }

  private mutating func pick<Element>(_ elements: [Element]) -> Int? {
    elements.isEmpty ? nil : generator.random.number(below: elements.count)
  }

  private mutating func addObject() {
    let kinds = SketchGenerator.laterKinds + SketchGenerator.typeKinds
    let functions: [ObjectSketch.Kind] = [.calculation, .triggerFunction, .sequence, .namespace]
    generator.addObject(generator.random.pick(kinds + functions))
  }

  // MARK: Objects

  private mutating func edit(object position: Int) {
    let object = sketch.objects[position]
    switch generator.random.number(below: 8) {
    case 0:
      if !object.name.isEmpty, object.kind != .fileExtension {
        sketch.objects[position].name = generator.freeName()
      }
    case 1:
      if let namespaces = namespaceAfter(object.namespace), hasNamespace(object.kind) {
        sketch.objects[position].namespace = namespaces
      }
    case 2...4: editItems(of: position)
    default: replace(object: position)
    }
  }

  private func hasNamespace(_ kind: ObjectSketch.Kind) -> Bool {
    switch kind {
    case .collation, .enumeration, .domain, .composite, .rangeType, .sequence, .calculation,
      .triggerFunction, .routine, .aggregate, .statistics, .view, .materializedView:
      true
    default: false
    }
  }

  /// Another schema; `nil` where there is none, `.some(nil)` for `public`.
  private mutating func namespaceAfter(_ namespace: Int?) -> Int?? {
    guard let other = generator.maybe(100, sketch.objects(.namespace)) else { return nil }
    return .some(namespace == nil ? other.id : nil)
  }

  /// Puts something else of the same kind, about the same table, in place of an object.
  private mutating func replace(object position: Int) {
    let old = sketch.objects[position]
    for _ in 0..<4 {
      guard let new = generator.object(old.kind, id: old.id), new.table == old.table else {
        continue
      }
      sketch.objects[position].text = new.text
      if old.kind != .enumeration { sketch.objects[position].items = new.items }
      sketch.objects[position].type = new.type
      return
    }
  }

  private mutating func editItems(of position: Int) {
    var object = sketch.objects[position]
    guard let item = pick(object.items) else { return replace(object: position) }
    switch generator.random.number(below: 6) {
    case 0 where object.items.count > 1: object.items.remove(at: item)
    case 1: object.items.shuffle(using: &generator.random)
    default:
      guard let new = newItem(for: object), !object.items.contains(new) else { return }
      switch generator.random.number(below: 3) {
      case 0: object.items[item] = new
      case 1: object.items.insert(new, at: item)
      default: object.items.append(new)
      }
    }
    if object.kind == .enumeration { object.type?.values = object.items }
    sketch.objects[position] = object
  }

  private mutating func newItem(for object: ObjectSketch) -> String? {
    switch object.kind {
    case .enumeration: generator.random.pick(SketchGenerator.labels)
    case .composite: generator.attribute()
    case .calculation, .routine:
      generator.random.pick([
        "k integer DEFAULT 2", "\"Odd name\" text DEFAULT 'it''s'", "k bigint", "n integer",
        "num integer",
      ])
    case .publication:
      generator.maybe(100, sketch.tables).map { "TABLE {\($0.id)}" }
    default: nil
    }
  }

  /// Makes a view of a table, or the other way around.
  private mutating func exchangeKinds() {
    guard let table = pick(sketch.tables), let view = pick(sketch.objects(.view)) else { return }
    let id = sketch.objects(.view)[view].id
    guard let position = sketch.objects.firstIndex(where: { $0.id == id }) else { return }
    let name = sketch.tables[table].name
    sketch.tables[table].name = sketch.objects[position].name
    sketch.objects[position].name = name
    sketch.tables[table].namespace = sketch.objects[position].namespace
  }

  private mutating func moveColumn() {
    guard let from = pick(sketch.tables), let to = pick(sketch.tables), from != to,
      let column = pick(sketch.tables[from].columns)
    else { return }
    let old = sketch.tables[from].columns.remove(at: column)
    sketch.tables[to].columns.append(
      ColumnSketch(id: generator.nextID(), name: old.name, type: old.type, clauses: old.clauses))
  }

  // MARK: Tables

  private mutating func exchangeTableNames() {
    guard let first = pick(sketch.tables), let second = pick(sketch.tables) else { return }
    let name = sketch.tables[first].name
    sketch.tables[first].name = sketch.tables[second].name
    sketch.tables[second].name = name
  }

  private mutating func edit(table position: Int) {
    var table = sketch.tables[position]
    switch generator.random.number(below: 20) {
    case 0, 1: table.name = generator.freeName()
    case 2: table.name = table.name.uppercased().cut(toBytes: 63)
    case 3:
      if let namespace = namespaceAfter(table.namespace) { table.namespace = namespace }
    case 4: table.isUnlogged.toggle()
    case 5: table.options = table.options.isEmpty ? ["fillfactor = 80"] : []
    case 6: table.columns.shuffle(using: &generator.random)
    case 7, 8: editPartitions(of: &table)
    case 9: if !table.parents.isEmpty { detach(&table) }
    case 10, 11, 12: generator.addPart(to: table.id); return
    default: edit(columnsOf: &table)
    }
    sketch.tables[position] = table
  }

  private mutating func editPartitions(of table: inout TableSketch) {
    if let partition = table.partition, let parent = sketch.table(partition.parent) {
      if generator.random.chance(50) {
        table.partition?.bound = generator.bound(of: parent)
      } else {
        detach(&table)
      }
    } else if let key = table.partitioning {
      table.partitioning =
        key.hasPrefix("RANGE")
        ? "HASH" + key.dropFirst(5) : key.hasPrefix("LIST") ? "RANGE" + key.dropFirst(4) : nil
    } else if !table.columns.isEmpty, table.parents.isEmpty {
      table.partitioning = "LIST ({.\(generator.random.pick(table.columns).id)})"
    }
  }

  /// Makes a table of its own of a partition or a child, with the columns that it had.
  private mutating func detach(_ table: inout TableSketch) {
    var others: [Int: Int] = [:]
    let columns = generator.sketch.columns(of: table).map { column in
      let own = table.columns.contains { $0.id == column.id }
      let id = own ? column.id : generator.nextID()
      others[column.id] = id
      return ColumnSketch(id: id, name: column.name, type: column.type, clauses: column.clauses)
    }
    table.columns = columns.map { column in
      var column = column
      column.clauses = column.clauses.map { $0.mentioning(others) }
      return column
    }
    table.partition = nil
    table.parents = []
    table.partitioning = table.partitioning?.mentioning(others)
    for index in sketch.objects.indices where sketch.objects[index].table == table.id {
      sketch.objects[index].text = sketch.objects[index].text.mentioning(others)
    }
  }

  // MARK: Columns

  private mutating func edit(columnsOf table: inout TableSketch) {
    switch generator.random.number(below: 10) {
    case 0: table.columns.append(generator.newColumn(of: table))
    case 1:
      let position = generator.random.number(below: table.columns.count + 1)
      table.columns.insert(generator.newColumn(of: table), at: position)
    case 2: if let position = pick(table.columns) { table.columns.remove(at: position) }
    case 3:
      if let first = pick(table.columns), let second = pick(table.columns) {
        let name = table.columns[first].name
        table.columns[first].name = table.columns[second].name
        table.columns[second].name = name
      }
    default: if let position = pick(table.columns) { edit(column: position, of: &table) }
    }
  }

  private mutating func edit(column position: Int, of table: inout TableSketch) {
    var column = table.columns[position]
    switch generator.random.number(below: 10) {
    case 0: column.name = generator.freeColumnName(of: table)
    case 1: column.name = column.name.uppercased().cut(toBytes: 63)
    case 2...4:
      column.type = generator.type()
      if generator.random.chance(70) { column.clauses.removeAll { $0 != "NOT NULL" } }
    case 5: if let clause = pick(column.clauses) { column.clauses.remove(at: clause) }
    case 6:
      column.clauses.removeAll { $0.hasPrefix("DEFAULT") }
      generator.addClause(to: &column, of: table)
    case 7: changeIdentity(of: &column)
    default: generator.addClause(to: &column, of: table)
    }
    table.columns[position] = column
  }

  private mutating func changeIdentity(of column: inout ColumnSketch) {
    guard column.type.isInteger else { return }
    let wasIdentity = column.clauses.contains { $0.contains("IDENTITY") }
    column.clauses.removeAll { $0.hasPrefix("GENERATED") || $0.hasPrefix("DEFAULT") }
    guard !wasIdentity || generator.random.chance(50) else { return }
    let options = generator.random.pick(["", " (START WITH 100)", " (CYCLE)"])
    column.clauses.append("GENERATED BY DEFAULT AS IDENTITY\(options)")
  }
}
