/// All that a database holds but its rows: a snapshot, in one dialect.
package struct Schema: Hashable, Sendable {
  package var dialect: Dialect
  /// In the order of their names.
  package private(set) var tables: [Table]
  /// Views, triggers, types and whatever is no table, in the order in which they can be created.
  package var objects: [SchemaObject]
  /// What must be there before each part can be, of engines that keep a catalog of it; not compared.
  package var dependencies: [ObjectReference: Set<ObjectReference>]

  package init(
    dialect: Dialect, tables: [Table] = [], objects: [SchemaObject] = [],
    dependencies: [ObjectReference: Set<ObjectReference>] = [:]
  ) {
    self.dialect = dialect
    self.tables = tables.sorted { $0.name < $1.name }
    self.objects = objects
    self.dependencies = dependencies
  }

  package static func == (left: Schema, right: Schema) -> Bool {
    left.dialect == right.dialect && left.tables == right.tables && left.objects == right.objects
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(dialect)
    hasher.combine(tables)
    hasher.combine(objects)
  }

  package var isEmpty: Bool { tables.isEmpty && objects.isEmpty }

  package func table(named name: Name) -> Table? {
    var low = tables.startIndex
    var high = tables.endIndex
    while low < high {
      let middle = (low + high) / 2
      if tables[middle].name < name { low = middle + 1 } else { high = middle }
    }
    return low < tables.endIndex && tables[low].name == name ? tables[low] : nil
  }
}
