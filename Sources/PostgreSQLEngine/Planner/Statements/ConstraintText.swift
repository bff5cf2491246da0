internal import SchemaModel

/// A constraint as it is declared.
struct ConstraintText {
  private let constraint: Constraint
  private let table: Table

  init(_ constraint: Constraint, of table: Table) {
    self.constraint = constraint
    self.table = table
  }

  private var definition: String { constraint.definition?.spelling ?? "" }

  /// With its name, whatever that is.
  var named: String {
    guard let name = constraint.name else { return definition }
    return "CONSTRAINT \(name.sql) \(definition)"
  }

  /// With its name, where the server would not choose it.
  var text: String { hasUsualName ? definition : named }

  /// The constraint as it is written with its only column; `nil` where it is not.
  var columnClause: (column: Name, text: String)? {
    let columns = constraint.rule.columns
    guard columns.count == 1, let column = columns.first, hasUsualName else { return nil }
    switch constraint.rule {
    case .primaryKey:
      return definition == "PRIMARY KEY (\(column.sql))" ? (column, "PRIMARY KEY") : nil
    case .unique: return definition == "UNIQUE (\(column.sql))" ? (column, "UNIQUE") : nil
    case .foreignKey:
      let prefix = "FOREIGN KEY (\(column.sql)) "
      return definition.hasPrefix(prefix)
        ? (column, String(definition.dropFirst(prefix.count))) : nil
    case .check, .exclusion: return nil
    }
  }

  private var hasUsualName: Bool {
    guard let name = constraint.name?.spelling, name.utf8.count < 63 else { return false }
    let columns = constraint.rule.columns.map(\.spelling)
    switch constraint.rule {
    case .primaryKey: return name == "\(table.name.spelling)_pkey"
    case .unique: return name == ([table.name.spelling] + columns + ["key"]).joined(separator: "_")
    case .foreignKey:
      return name == ([table.name.spelling] + columns + ["fkey"]).joined(separator: "_")
    case .check, .exclusion: return false
    }
  }
}
