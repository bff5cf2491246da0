internal import SchemaModel

extension Rename {
  /// Whether the old name is there and the new one is not.
  func applies(to schema: Schema) -> Bool {
    guard let table = schema.table(named: table) else { return false }
    guard let column else { return schema.table(named: newName) == nil }
    return table.column(named: column) != nil && table.column(named: newName) == nil
  }

  /// Whether what was renamed is there under its new name, in whatever table.
  func isComplete(in schema: Schema) -> Bool {
    column == nil
      ? schema.table(named: newName) != nil
      : schema.tables.contains { $0.column(named: newName) != nil }
  }
}
