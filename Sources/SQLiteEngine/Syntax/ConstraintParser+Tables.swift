internal import SchemaModel

extension ConstraintParser {
  /// The constraints of an item; SQLite lets several follow one another without a comma.
  mutating func tableConstraints() throws(UnreadableDeclaration) -> [Constraint] {
    var constraints: [Constraint] = []
    while cursor.current != nil {
      if cursor.skip("constraint") {
        name = cursor.next()?.name
      } else {
        constraints.append(constraint(try tableRule()))
      }
    }
    return constraints
  }

  private mutating func tableRule() throws(UnreadableDeclaration) -> Constraint.Rule {
    if cursor.skip("primary", "key") { return try tablePrimaryKey() }
    if cursor.skip("unique") {
      let columns = try keyColumns()
      return .unique(Unique(columns: columns, onConflict: conflictAction()))
    }
    if cursor.skip("check") {
      let check = try check()
      // SQLite's grammar has an ON CONFLICT here; it means nothing.
      _ = conflictAction()
      return .check(check)
    }
    guard cursor.skip("foreign", "key") else { throw unreadable }
    let columns = try keyColumns().map(\.name)
    guard cursor.skip("references") else { throw unreadable }
    return .foreignKey(try foreignKey(from: columns))
  }

  private mutating func tablePrimaryKey() throws(UnreadableDeclaration) -> Constraint.Rule {
    guard var items = cursor.parenthesized() else { throw unreadable }
    let isAutoincrement = items.count > 1 && items.last?.isWord("autoincrement") ?? false
    if isAutoincrement { items.removeLast() }
    return .primaryKey(
      PrimaryKey(
        columns: try keyColumns(of: items), isAutoincrement: isAutoincrement,
        onConflict: conflictAction()))
  }
}
