package import Engine
internal import SchemaModel

/// A column as people write it, before a dialect says how names compare: `users.age`.
package struct ColumnPath: Hashable, Sendable {
  /// The table, with its namespace where it is not in the usual one.
  package var table: String
  package var column: String

  package init(table: String, column: String) {
    self.table = table
    self.column = column
  }

  /// - Returns: `nil` where a part is missing.
  package init?(_ text: some StringProtocol) {
    guard let dot = text.lastIndex(of: ".") else { return nil }
    table = String(text[..<dot])
    column = String(text[text.index(after: dot)...])
    if table.isEmpty || column.isEmpty { return nil }
  }

  package init(_ reference: ColumnReference) {
    table = reference.table.description
    column = reference.column.spelling
  }

  func reference(in dialect: Dialect) -> ColumnReference {
    ColumnReference(table: Name(table, in: dialect), column: Name(column, in: dialect))
  }

  /// Whether a schema has the column.
  func isThere(in schema: Schema) -> Bool {
    let reference = reference(in: schema.dialect)
    return schema.table(named: reference.table)?.column(named: reference.column) != nil
  }
}

extension ColumnPath: CustomStringConvertible {
  package var description: String { "\(table).\(column)" }
}
