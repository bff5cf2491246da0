internal import Engine
internal import SchemaModel

/// That a column is not NULL: a constraint with a name from version 18 on.
struct NotNullText {
  private let column: Column
  private let table: Table
  private let writer: StatementWriter

  init(_ column: Column, of table: Table, writer: StatementWriter) {
    self.column = column
    self.table = table
    self.writer = writer
  }

  /// What is written behind the column's type.
  var clause: String { "\(constraint) NOT NULL\(noInherit)" }

  /// The statements for a column that is there.
  var addition: [Statement] {
    guard column.attributes[.notNullNotValid] == nil else {
      return [
        writer.alter(table, "ADD\(constraint) NOT NULL \(column.name.sql)\(noInherit) NOT VALID")
      ]
    }
    let action =
      column.notNull.isEmpty
      ? "ALTER COLUMN \(column.name.sql) SET NOT NULL"
      : "ADD\(constraint) NOT NULL \(column.name.sql)\(noInherit)"
    return Backfill(column, of: table, options: writer.options).statements(in: writer.target)
      + [writer.alter(table, action)]
  }

  /// - Parameter former: the table that the column was in.
  func changes(from old: Column, of former: Table) -> [Statement] {
    let (oldName, newName) = (Self.name(of: old, in: former), Self.name(of: column, in: table))
    var actions: [String] = []
    if oldName != newName {
      actions.append("RENAME CONSTRAINT \(oldName.sqlIdentifier) TO \(newName.sqlIdentifier)")
    }
    if old.attributes[.notNullNotValid] != column.attributes[.notNullNotValid] {
      actions.append("VALIDATE CONSTRAINT \(newName.sqlIdentifier)")
    }
    if old.attributes[.notNullNoInherit] != column.attributes[.notNullNoInherit] {
      let inherit = noInherit.isEmpty ? " INHERIT" : noInherit
      actions.append("ALTER CONSTRAINT \(newName.sqlIdentifier)\(inherit)")
    }
    return actions.map { writer.alter(table, $0) }
  }

  private static func name(of column: Column, in table: Table) -> String {
    column.attributes[.notNullName] ?? column.usualNotNullName(in: table.name)
  }

  private var constraint: String {
    column.attributes[.notNullName].map { " CONSTRAINT \($0.sqlIdentifier)" } ?? ""
  }

  private var noInherit: String {
    column.attributes[.notNullNoInherit] == nil ? "" : " NO INHERIT"
  }
}

extension Column {
  /// The name that the server chooses for the constraint that the column is not NULL.
  func usualNotNullName(in table: Name) -> String {
    ChosenName(table: table.spelling, columns: [name.spelling], label: "not_null").spelling
  }
}
