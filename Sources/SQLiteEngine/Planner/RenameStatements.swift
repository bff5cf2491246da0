internal import Engine
internal import SchemaModel

/// The statements that make renames, columns before tables.
struct RenameStatements {
  private(set) var statements: [Statement] = []
  private(set) var changes: [SchemaChange] = []
  private(set) var displaced = DisplacedNames()

  private let base: Schema
  private let tables: [Rename]

  /// - Parameter base: the schema in which the old names are.
  init(_ renames: [Rename], in base: Schema) {
    self.base = base
    tables = renames.filter { $0.column == nil }
    let columns = renames.filter { $0.column != nil }
    for (table, renames) in Dictionary(grouping: columns, by: \.table).sorted(by: {
      $0.key < $1.key
    }) {
      rename(renames.compactMap { rename in rename.column.map { ($0, rename.newName) } }, of: table)
    }
    dropIndexesInTheWay()
    renameTables()
  }

  private mutating func rename(_ columns: [(from: Name, to: Name)], of table: Name) {
    let names = base.table(named: table)?.columns.map(\.name) ?? []
    let order = RenameOrder(
      columns, in: names, taken: Set(names), dialect: .sqlite, respellsInPlace: true)
    statements += order.steps().map { from, to in
      Statement("ALTER TABLE \(table.sql) RENAME COLUMN \(from.sql) TO \(to.sql)")
    }
    let newTable = tables.first { $0.table == table }?.newName ?? table
    changes += columns.map { .renameColumn(from: $0.from, to: $0.to, table: newTable) }
    for (name, aside) in order.displaced {
      displaced.columns[ColumnReference(table: newTable, column: aside)] = name
    }
  }

  private mutating func dropIndexesInTheWay() {
    let newNames = Set(tables.map(\.newName))
    for table in base.tables {
      for index in table.indexes where newNames.contains(index.name) {
        statements.append(index.drop)
        changes.append(.dropIndex(index, table: table.name))
      }
    }
  }

  private mutating func renameTables() {
    let order = RenameOrder(
      tables.map { ($0.table, $0.newName) }, in: base.tables.map(\.name), taken: base.allNames,
      dialect: .sqlite)
    statements += order.steps().map { from, to in
      Statement("ALTER TABLE \(from.sql) RENAME TO \(to.sql)")
    }
    changes += tables.map { .renameTable(from: $0.table, to: $0.newName) }
    for (name, aside) in order.displaced { displaced.tables[aside] = name }
  }
}
