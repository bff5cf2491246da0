internal import Engine
internal import SchemaModel

extension Constraint {
  /// What a hazard of the constraint is said to be about.
  func subject(in table: Name) -> String {
    switch rule {
    case .primaryKey(let key): table.subject(key.columns.map(\.name))
    case .unique(let unique): table.subject(unique.columns.map(\.name))
    case .foreignKey(let key): table.subject(key.columns)
    case .check(let check): "\(table) check (\(check.expression))"
    case .exclusion: "\(table) exclude"
    }
  }
}

extension Index {
  /// What a hazard of the index is said to be about.
  func subject(in table: Name) -> String {
    table.subject(elements.map { Name(sqlite: $0.expression.spelling) })
  }
}
