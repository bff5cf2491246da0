internal import Engine
internal import SchemaModel

/// The statements that make renames, columns before tables.
struct RenameStatements {
  private(set) var statements: [Statement] = []
  private(set) var changes: [SchemaChange] = []
  private(set) var asides = Asides()

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
    renameTables()
  }

  private mutating func rename(_ columns: [(from: Name, to: Name)], of table: Name) {
    let names = base.table(named: table)?.columns.map(\.name) ?? []
    let order = RenameOrder(columns, in: names, taken: Set(names), dialect: .postgresql)
    statements += order.steps().map { from, to in
      Statement("ALTER TABLE \(table.sql) RENAME COLUMN \(from.sql) TO \(to.sql)")
    }
    let newTable = tables.first { $0.table == table }?.newName ?? table
    changes += columns.map { .renameColumn(from: $0.from, to: $0.to, table: newTable) }
    for (name, aside) in order.asides {
      asides.columns[ColumnReference(table: newTable, column: aside)] = name
    }
  }

  private mutating func renameTables() {
    let order = RenameOrder(
      tables.map { ($0.table, $0.newName) }, in: base.tables.map(\.name), taken: relations,
      dialect: .postgresql)
    for (_, to) in tables.map({ ($0.table, $0.newName) }) { makeRoom(for: to) }
    for (from, to) in order.steps() { statements += move(from, to) }
    changes += tables.map { .renameTable(from: $0.table, to: $0.newName) }
    for (name, aside) in order.asides { asides.tables[aside] = name }
  }

  /// Renames what is no table and has the name that a table is to have.
  private mutating func makeRoom(for name: Name) {
    let aside = name.detour(besides: relations, in: .postgresql)
    for object in base.objects where object.name == name {
      guard let keyword = object.kind.keywordOfRelationOrType else { continue }
      statements.append(
        Statement("ALTER \(keyword) \(name.sql) RENAME TO \(aside.identifier)"))
      asides.objects[ObjectReference(.object(object.kind), aside)] = name
    }
    for table in base.tables {
      let keys = table.constraints.filter { constraint in
        constraint.rule.hasIndex && constraint.name.map(table.name.sibling) == name
      }.compactMap(\.name)
      if !keys.isEmpty || table.indexes.contains(where: { $0.name == name }) {
        statements.append(
          Statement("ALTER INDEX \(name.sql) RENAME TO \(aside.identifier)"))
      }
    }
  }

  private func move(_ from: Name, _ to: Name) -> [Statement] {
    var statements: [Statement] = []
    if from.spelling != to.spelling {
      statements.append(
        Statement("ALTER TABLE \(from.sql) RENAME TO \(to.identifier)"))
    }
    if from.namespace != to.namespace {
      let schema = (to.namespace ?? "public").sqlIdentifier
      statements.append(
        Statement("ALTER TABLE \(from.sibling(to.spelling).sql) SET SCHEMA \(schema)"))
    }
    return statements
  }

  private var relations: Set<Name> {
    Set(base.tables.map(\.name))
      .union(base.tables.flatMap { $0.indexes.map(\.name) }).union(base.objects.map(\.name))
      .union(base.constraintsOfServer.map(\.relation))
  }
}

extension Name {
  fileprivate func sibling(_ name: Name) -> Name { sibling(name.spelling) }
}

extension SchemaObject.Kind {
  /// What `ALTER` calls the kinds whose names a table cannot have beside them.
  fileprivate var keywordOfRelationOrType: String? {
    switch self {
    case .view, .materializedView, .sequence, .domain: rawValue.uppercased()
    case .viewIndex: "INDEX"
    case .enumeration, .compositeType, .rangeType: "TYPE"
    default: nil
    }
  }
}
