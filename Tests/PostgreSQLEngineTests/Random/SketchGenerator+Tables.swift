import TestSupport

extension SketchGenerator {
  /// Adds a table with what belongs to it.
  mutating func addTable() {
    let parents = sketch.tables.filter { $0.partitioning != nil }
    if let parent = maybe(parents.isEmpty ? 0 : 45, parents) {
      addPartition(of: parent)
    } else {
      let table = ordinaryTable()
      sketch.tables.append(table)
      addKey(to: table)
      if table.partitioning != nil { addPartition(of: table) }
      if rarities.chance(5) { addType(of: table) }
      for _ in 0..<random.number(below: 4) { addPart(to: table.id) }
    }
  }

  /// Adds a constraint or an index to a table.
  mutating func addPart(to table: Int) {
    guard let table = sketch.table(table) else { return }
    let id = nextID()
    let part = random.chance(55) ? constraint(id, of: table) : index(id, of: table)
    if let part { sketch.objects.append(part) }
  }

  private mutating func ordinaryTable() -> TableSketch {
    var table = TableSketch(id: nextID(), name: freeName(), namespace: anyNamespace())
    table.isUnlogged = random.chance(7)
    let parents = sketch.tables.filter { $0.partition == nil && $0.partitioning == nil }
    if let parent = maybe(10, parents) { table.parents = [parent.id] }
    for _ in 0..<random.number(below: 5) + (random.chance(97) ? 1 : 0) {
      table.columns.append(newColumn(of: table))
    }
    if table.parents.isEmpty, random.chance(18), let key = partitionKey(of: table) {
      table.partitioning = key
    } else if random.chance(8) {
      table.options = [random.pick(["fillfactor = 70", "autovacuum_enabled = false"])]
    }
    return table
  }

  /// Makes a table one of a composite type with the same columns.
  private mutating func addType(of table: TableSketch) {
    guard table.parents.isEmpty, table.partitioning == nil,
      // The server takes no identity in a table that is declared as one of a type.
      table.columns.allSatisfy({
        !$0.name.contains("{") && $0.type != .serial
          && !$0.clauses.contains { $0.hasSuffix("IDENTITY") || $0.contains("IDENTITY (") }
      })
    else { return }
    let id = nextID()
    sketch.objects.append(
      ObjectSketch(
        id: id, kind: .composite, name: freeName(), text: "CREATE TYPE {\(id)} AS ({*})",
        items: table.columns.map { "\($0.name.sketchQuoted(by: "\"")) \($0.type.text)" }))
    sketch.objects.append(
      ObjectSketch(
        id: nextID(), kind: .setting, name: "", table: table.id,
        text: "ALTER TABLE {\(table.id)} OF {\(id)}"))
  }

  private mutating func partitionKey(of table: TableSketch) -> String? {
    let families: [TypeSketch.Family] = [.number, .number, .text, .time]
    let family = random.pick(families)
    let columns = sketch.columns(of: table).filter {
      !$0.isGenerated && $0.type.family == family && !$0.type.text.hasPrefix("{")
    }
    guard let column = maybe(100, columns) else { return nil }
    return random.pick(["RANGE", "RANGE", "LIST", "HASH"]) + " ({.\(column.id)})"
  }

  private mutating func addPartition(of parent: TableSketch) {
    var table = TableSketch(id: nextID(), name: freeName(), namespace: anyNamespace())
    table.partition = TableSketch.Partition(parent: parent.id, bound: bound(of: parent))
    if random.chance(10), let key = partitionKey(of: parent) { table.partitioning = key }
    sketch.tables.append(table)
    if random.chance(50) { addPartition(of: parent) }
    if random.chance(20) { addPart(to: table.id) }
  }

  /// A bound that mostly leaves the other partitions' alone.
  mutating func bound(of parent: TableSketch) -> String {
    let siblings = sketch.tables.filter { $0.partition?.parent == parent.id }.count
    let slot = random.chance(90) ? siblings : random.number(below: 4)
    if slot == 3 || random.chance(15), parent.partitioning?.hasPrefix("HASH") == false {
      return "DEFAULT"
    }
    let key = parent.partitioning?.mentions.first?.id
    let family = sketch.columns(of: parent).first { $0.id == key }?.type.family ?? .number
    func value(_ number: Int) -> String {
      switch family {
      case .text: "'\(String(repeating: "m", count: number / 10 + 1))'"
      case .time: "'20\(number + 10)-01-01'"
      default: String(number)
      }
    }
    switch parent.partitioning?.first {
    case "R":
      let start = slot == 0 && random.chance(30) ? "MINVALUE" : value(slot * 10)
      return "FOR VALUES FROM (\(start)) TO (\(value(slot * 10 + 10)))"
    case "L":
      return "FOR VALUES IN (\(value(slot * 10))"
        + random.pick([")", ", \(value(slot * 10 + 50)))", ", NULL)"])
    default: return "FOR VALUES WITH (MODULUS 4, REMAINDER \(slot % 4))"
    }
  }

  /// Gives most tables a primary key.
  private mutating func addKey(to table: TableSketch) {
    let columns = sketch.columns(of: table)
    guard !columns.isEmpty, random.chance(75) else { return }
    let partitionKeys = table.partitioning?.mentions.map(\.id) ?? []
    let others = columns.map(\.id).filter { !partitionKeys.contains($0) }
    let count = random.chance(80) ? 1 : 2
    let keys = (partitionKeys + others).prefix(max(count, partitionKeys.count))
    let list = keys.map { "{.\($0)}" }.joined(separator: ", ")
    sketch.objects.append(
      ObjectSketch(
        id: nextID(), kind: .constraint, name: random.chance(50) ? "" : freeName(), table: table.id,
        text: "PRIMARY KEY (\(list))"))
  }
}
