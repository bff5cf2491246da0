package import SchemaModel

/// A column and its table.
package struct ColumnReference: Hashable, Sendable {
  package var table: Name
  package var column: Name

  package init(table: Name, column: Name) {
    self.table = table
    self.column = column
  }
}

extension ColumnReference: CustomStringConvertible {
  package var description: String { "\(table).\(column)" }
}

extension ColumnReference {
  /// The columns that rows which are there already would have no value for.
  ///
  /// These are columns that may not be NULL, are new or were nullable, and have no default, unless
  /// the engine numbers rows in them by itself.
  ///
  /// - Parameters:
  ///   - changes: what leads from the base to the target schema, renames made.
  ///   - backfills: the columns for which a value is given.
  package static func needingValues(
    in changes: [SchemaChange], from base: Schema, to target: Schema,
    backfills: [ColumnReference: String]
  ) -> [ColumnReference] {
    changes.compactMap { change in
      guard let (column, table) = change.columnThatMustBeFilled, column.defaultValue == nil,
        column.generation == nil, !column.isIdentity,
        ![base, target].contains(where: { $0.numbersRows(in: column, of: table) })
      else { return nil }
      let reference = ColumnReference(table: table, column: column.name)
      return backfills[reference] == nil ? reference : nil
    }
  }
}

extension SchemaChange {
  fileprivate var columnThatMustBeFilled: (Column, Name)? {
    switch self {
    case .addColumn(let column, let table) where !column.isNullable: (column, table)
    case .alterColumn(let old, let new, let table) where old.isNullable && !new.isNullable:
      (new, table)
    default: nil
    }
  }
}

extension Schema {
  fileprivate func numbersRows(in column: Column, of table: Name) -> Bool {
    guard let key = self.table(named: table)?.primaryKey, key.isRowID else { return false }
    return key.columns.first?.name == column.name
  }
}
