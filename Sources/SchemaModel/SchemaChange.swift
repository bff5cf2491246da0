/// One difference between two schemas.
package enum SchemaChange: Hashable, Sendable {
  case createTable(Table)
  case dropTable(Table)
  case renameTable(from: Name, to: Name)

  case addColumn(Column, table: Name)
  case dropColumn(Column, table: Name)
  case renameColumn(from: Name, to: Name, table: Name)
  case alterColumn(from: Column, to: Column, table: Name)
  case reorderColumns(from: [Name], to: [Name], table: Name)

  case addConstraint(Constraint, table: Name)
  case dropConstraint(Constraint, table: Name)
  case renameConstraint(from: Constraint, to: Constraint, table: Name)

  case createIndex(Index, table: Name)
  case dropIndex(Index, table: Name)

  case alterOptions(from: Set<TableOption>, to: Set<TableOption>, table: Name)

  case alterAttributes(from: Attributes, to: Attributes, table: Name)

  /// A label of an enumeration type, which rows keep under its new name.
  case renameLabel(from: Name, to: Name, type: Name)

  /// An attribute of a composite type, which values keep under its new name.
  case renameAttribute(from: Name, to: Name, type: Name)

  /// A name or a namespace that an object other than a table gets.
  case renameObject(SchemaObject.Kind, from: Name, to: Name)

  case createObject(SchemaObject)
  case dropObject(SchemaObject)
  case alterObject(from: SchemaObject, to: SchemaObject)
}

extension SchemaChange {
  /// The change that undoes this one.
  package var reversed: SchemaChange {
    switch self {
    case .createTable(let table): .dropTable(table)
    case .dropTable(let table): .createTable(table)
    case .renameTable(let from, let to): .renameTable(from: to, to: from)
    case .addColumn(let column, let table): .dropColumn(column, table: table)
    case .dropColumn(let column, let table): .addColumn(column, table: table)
    case .renameColumn(let from, let to, let table): .renameColumn(from: to, to: from, table: table)
    case .alterColumn(let from, let to, let table): .alterColumn(from: to, to: from, table: table)
    case .reorderColumns(let from, let to, let table):
      .reorderColumns(from: to, to: from, table: table)
    case .addConstraint(let constraint, let table): .dropConstraint(constraint, table: table)
    case .dropConstraint(let constraint, let table): .addConstraint(constraint, table: table)
    case .renameConstraint(let from, let to, let table):
      .renameConstraint(from: to, to: from, table: table)
    case .createIndex(let index, let table): .dropIndex(index, table: table)
    case .dropIndex(let index, let table): .createIndex(index, table: table)
    case .alterOptions(let from, let to, let table): .alterOptions(from: to, to: from, table: table)
    case .alterAttributes(let from, let to, let table):
      .alterAttributes(from: to, to: from, table: table)
    case .renameLabel(let from, let to, let type): .renameLabel(from: to, to: from, type: type)
    case .renameAttribute(let from, let to, let type):
      .renameAttribute(from: to, to: from, type: type)
    case .renameObject(let kind, let from, let to): .renameObject(kind, from: to, to: from)
    case .alterObject(let from, let to): .alterObject(from: to, to: from)
    case .createObject(let object): .dropObject(object)
    case .dropObject(let object): .createObject(object)
    }
  }

  /// The table that the change alters, as it is called after the change; `nil` for views and the like.
  package var table: Name? {
    switch self {
    case .createTable(let table), .dropTable(let table): table.name
    case .renameTable(_, let to): to
    case .addColumn(_, let table), .dropColumn(_, let table), .renameColumn(_, _, let table),
      .alterColumn(_, _, let table), .reorderColumns(_, _, let table),
      .addConstraint(_, let table), .dropConstraint(_, let table),
      .renameConstraint(_, _, let table), .createIndex(_, let table), .dropIndex(_, let table),
      .alterOptions(_, _, let table), .alterAttributes(_, _, let table):
      table
    case .renameLabel, .renameAttribute, .renameObject, .createObject, .dropObject, .alterObject:
      nil
    }
  }

  /// Whether no statement can tell the difference, so that nothing needs to be done about it.
  ///
  /// The order of columns is one such difference; the name of a constraint is another in a dialect
  /// whose statements cannot name it.
  package func isCosmetic(in dialect: Dialect) -> Bool {
    switch self {
    case .reorderColumns: true
    case .renameConstraint: !dialect.namesConstraints
    default: false
    }
  }

  /// Whether a name stays the same to the engine, and is spelled in another case.
  package var isRespelling: Bool {
    switch self {
    case .renameTable(let from, let to), .renameColumn(let from, let to, _): from == to
    default: false
    }
  }
}
