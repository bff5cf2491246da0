internal import Engine
internal import SchemaModel

/// What a reviewer of the script is told about a statement.
enum TableNotes {
  static func drop(of column: Column, from table: Name) -> [String] {
    column.generation == nil
      ? ["\(Hazard.Kind.dropColumn.rawValue): the values of '\(table).\(column.name)' are lost"]
      : []
  }
}
