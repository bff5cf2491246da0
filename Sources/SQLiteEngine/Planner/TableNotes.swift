internal import Engine
internal import SchemaModel

/// What is lost with a statement, as a reviewer of the script is told.
struct TableNotes {
  let asides: Asides

  func drop(of column: Column, from table: Name) -> [Hazard] {
    Hazard.inherent(in: asides.original(.dropColumn(column, table: table)))
  }

  func drop(of table: Table) -> [Hazard] {
    Hazard.inherent(in: asides.original(.dropTable(table)))
  }
}
