package import SchemaModel

/// Tables, columns and others that go, and made room for a rename before: people know them by the
/// name that they had.
package struct DisplacedNames {
  package var tables: [Name: Name] = [:]
  package var columns: [ColumnReference: Name] = [:]
  package var objects: [ObjectReference: Name] = [:]

  package init() {}

  /// The change as people know what goes.
  package func original(_ change: SchemaChange) -> SchemaChange {
    switch change {
    case .dropTable(let table): .dropTable(original(table))
    case .dropColumn(let column, let table): .dropColumn(original(column, of: table), table: table)
    case .dropObject(let object): .dropObject(original(object))
    default: change
    }
  }

  package func original(_ object: SchemaObject) -> SchemaObject {
    var object = object
    object.name = objects[object.reference] ?? object.name
    return object
  }

  package func original(_ table: Table) -> Table {
    var table = table
    table.name = tables[table.name] ?? table.name
    return table
  }

  package func original(_ column: Column, of table: Name) -> Column {
    var column = column
    column.name = columns[ColumnReference(table: table, column: column.name)] ?? column.name
    return column
  }
}
