internal import Engine
internal import SchemaModel

/// The statements that make renames, columns and labels before tables.
struct RenameStatements {
  private(set) var statements: [Statement] = []
  private(set) var changes: [SchemaChange] = []
  private(set) var displaced = DisplacedNames()

  private let base: Schema
  private let tables: [Rename]

  /// - Parameters:
  ///   - base: the schema in which the old names are.
  ///   - target: the schema that says what the namespaces of the new ones are.
  init(_ renames: [Rename], in base: Schema, target: Schema) {
    self.base = base
    tables = renames.filter { $0.column == nil }
    let members = renames.filter { $0.column != nil }
    for (owner, renames) in Dictionary(grouping: members, by: \.table).sorted(by: {
      $0.key < $1.key
    }) {
      let names = renames.compactMap { rename in rename.column.map { ($0, rename.newName) } }
      if let type = base.enumeration(named: owner) {
        rename(names, of: type)
      } else {
        rename(names, of: owner)
      }
    }
    createNamespaces(of: target)
    renameTables()
  }

  private mutating func rename(_ labels: [(from: Name, to: Name)], of type: SchemaObject) {
    let names = type.labels.map { Name(exact: $0) }
    let order = RenameOrder(labels, in: names, taken: Set(names), dialect: .postgresql)
    statements += order.steps().map { from, to in
      let words = "\(from.spelling.sqlLiteral) TO \(to.spelling.sqlLiteral)"
      return Statement("ALTER TYPE \(type.name.typeSQL) RENAME VALUE \(words)")
    }
    changes += labels.map { .renameLabel(from: $0.from, to: $0.to, type: type.name) }
  }

  /// A table can only move to a namespace that is there.
  private mutating func createNamespaces(of target: Schema) {
    let wanted = Set(tables.compactMap(\.newName.namespace))
    for object in target.objects
    where object.kind == .namespace && wanted.contains(object.name.spelling)
      && !base.objects.contains(where: { $0.reference == object.reference })
    {
      statements.append(Statement(object.declaration))
      changes.append(.createObject(object))
    }
  }

  private mutating func rename(_ columns: [(from: Name, to: Name)], of table: Name) {
    let names = base.table(named: table)?.columns.map(\.name) ?? []
    let order = RenameOrder(columns, in: names, taken: Set(names), dialect: .postgresql)
    statements += order.steps().map { from, to in
      Statement("ALTER TABLE \(table.sql) RENAME COLUMN \(from.sql) TO \(to.sql)")
    }
    let newTable = tables.first { $0.table == table }?.newName ?? table
    changes += columns.map { .renameColumn(from: $0.from, to: $0.to, table: newTable) }
    for (name, aside) in order.displaced {
      displaced.columns[ColumnReference(table: newTable, column: aside)] = name
    }
  }

  private mutating func renameTables() {
    let order = RenameOrder(
      tables.map { ($0.table, $0.newName) }, in: base.tables.map(\.name), taken: relations,
      dialect: .postgresql)
    for (_, to) in tables.map({ ($0.table, $0.newName) }) { makeRoom(for: to) }
    for (from, to) in order.steps() { statements += move(from, to) }
    changes += tables.map { .renameTable(from: $0.table, to: $0.newName) }
    for (name, aside) in order.displaced { displaced.tables[aside] = name }
  }

  /// Renames what is no table and has the name that a table is to have.
  private mutating func makeRoom(for name: Name) {
    let aside = name.detour(besides: relations, in: .postgresql)
    for object in base.objects where object.name == name {
      guard let keyword = object.kind.keywordOfRelationOrType else { continue }
      statements.append(
        Statement("ALTER \(keyword) \(name.sql) RENAME TO \(aside.identifier)"))
      displaced.objects[ObjectReference(.object(object.kind), aside)] = name
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

  /// Where both parts of the name change, it has a name on the way that is free.
  private func move(_ from: Name, _ to: Name) -> [Statement] {
    guard from.namespace != to.namespace else { return [Self.rename(from, to.spelling)] }
    guard from.spelling != to.spelling else { return [Self.move(from, to.namespace)] }
    if !relations.contains(from.sibling(to.spelling)) {
      return [Self.rename(from, to.spelling), Self.move(from.sibling(to.spelling), to.namespace)]
    }
    let arrived = Name(exact: from.spelling, in: to.namespace)
    if !relations.contains(arrived) {
      return [Self.move(from, to.namespace), Self.rename(arrived, to.spelling)]
    }
    let detour = from.detour(besides: relations, in: .postgresql)
    let moved = to.sibling(detour.spelling)
    return [
      Self.rename(from, detour.spelling), Self.move(detour, to.namespace),
      Self.rename(moved, to.spelling),
    ]
  }

  private static func rename(_ table: Name, _ spelling: String) -> Statement {
    Statement("ALTER TABLE \(table.sql) RENAME TO \(spelling.sqlIdentifier)")
  }

  private static func move(_ table: Name, _ namespace: String?) -> Statement {
    Statement("ALTER TABLE \(table.sql) SET SCHEMA \((namespace ?? "public").sqlIdentifier)")
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
