internal import Engine
internal import SchemaModel

/// What a reviewer of the script is told about a statement.
struct TableNotes {
  let asides: Asides

  func drop(of column: Column, from table: Name) -> [String] {
    let name = asides.original(column, of: table).name
    return column.generation == nil
      ? ["\(Hazard.Kind.dropColumn.rawValue): the values of '\(table).\(name)' are lost"]
      : []
  }

  func drop(of table: Table) -> [String] {
    let name = asides.original(table).name
    return ["\(Hazard.Kind.dropTable.rawValue): the rows of '\(name)' are lost"]
  }
}
