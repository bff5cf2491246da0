internal import Engine
internal import SchemaModel

/// Tables and columns that go, and made room for a rename before: people know them by the name that
/// they had.
struct Asides {
  var tables: [Name: Name] = [:]
  var columns: [ColumnReference: Name] = [:]

  func original(_ change: SchemaChange) -> SchemaChange {
    switch change {
    case .dropTable(let table): .dropTable(original(table))
    case .dropColumn(let column, let table): .dropColumn(original(column, of: table), table: table)
    default: change
    }
  }

  func original(_ table: Table) -> Table {
    var table = table
    table.name = tables[table.name] ?? table.name
    return table
  }

  func original(_ column: Column, of table: Name) -> Column {
    var column = column
    column.name = columns[ColumnReference(table: table, column: column.name)] ?? column.name
    return column
  }
}
