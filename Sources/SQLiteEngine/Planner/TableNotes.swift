internal import Engine
internal import SchemaModel

/// What is lost with a statement, as a reviewer of the script is told.
struct TableNotes {
  let displaced: DisplacedNames

  func drop(of column: Column, from table: Name) -> [Hazard] {
    Hazard.inherent(in: displaced.original(.dropColumn(column, table: table)))
  }

  func drop(of table: Table) -> [Hazard] {
    Hazard.inherent(in: displaced.original(.dropTable(table)))
  }
}
