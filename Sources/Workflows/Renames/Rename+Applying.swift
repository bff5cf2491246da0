internal import SchemaModel

extension [Rename] {
  /// Those that a schema has the old names of.
  ///
  /// They are made together, so that names can be exchanged.
  func applying(to schema: Schema) -> [Rename] {
    filter { $0.applies(to: schema, among: self) }
  }
}

extension Rename {
  /// Whether the old name is there, and the new one is not or makes room for this one.
  ///
  /// - Parameter renames: all that are made together.
  func applies(to schema: Schema, among renames: [Rename] = []) -> Bool {
    guard let table = schema.table(named: table) else { return false }
    let makesRoom = renames.contains { $0.isBeside(self) && $0.oldName == newName }
    guard let column else {
      return table.name.becomesAnother(newName)
        && (makesRoom || schema.table(named: newName) == nil)
    }
    guard let old = table.column(named: column)?.name else { return false }
    return old.becomesAnother(newName) && (makesRoom || table.column(named: newName) == nil)
  }

  private var oldName: Name { column ?? table }

  /// Whether both are of tables, or of columns of one table.
  private func isBeside(_ other: Rename) -> Bool {
    column == nil ? other.column == nil : other.column != nil && other.table == table
  }

  /// Whether what was renamed is there under its new name, in whatever table.
  func isComplete(in schema: Schema) -> Bool {
    column == nil
      ? schema.table(named: newName) != nil
      : schema.tables.contains { $0.column(named: newName) != nil }
  }
}

extension Name {
  fileprivate func becomesAnother(_ name: Name) -> Bool {
    self != name || isSpelled(otherwiseThan: name)
  }
}
