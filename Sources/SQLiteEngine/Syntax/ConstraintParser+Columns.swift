internal import SchemaModel

extension ConstraintParser {
  mutating func column() throws(UnreadableDeclaration) -> ColumnDeclaration {
    guard let nameToken = cursor.next() else { throw unreadable }
    var column = ColumnDeclaration(
      name: nameToken.name, text: item.sourceText, type: type(), hasConstantDefault: true,
      constraints: [])
    while cursor.current != nil {
      guard try clause(of: &column) || deferralAlone(in: &column) else { throw unreadable }
    }
    return column
  }

  // MARK: Types

  private static let constraintKeywords: Set<String> = [
    "as", "check", "collate", "constraint", "default", "deferrable", "not", "null", "on",
    "primary", "references", "unique",
  ]

  private mutating func type() -> Expression {
    var tokens: [Token] = []
    while let part = typePart() { tokens += part }
    let words = tokens.map { $0.canBeName ? $0.name.key : $0.value }
    return Expression(tokens.sourceText, key: words.joined(separator: " "))
  }

  /// A word of a type, or what stands in its parentheses.
  private mutating func typePart() -> [Token]? {
    guard let token = cursor.current, !startsClause(token) else { return nil }
    if token.isSymbol("(") {
      let start = cursor.position
      return cursor.parenthesized().map { _ in Array(item[start..<cursor.position]) }
    }
    guard token.canBeName else { return nil }
    return cursor.next().map { [$0] }
  }

  private func startsClause(_ token: Token) -> Bool {
    guard token.kind == .word else { return false }
    return Self.constraintKeywords.contains(token.value.asciiLowercased())
      || token.isWord("generated") && cursor.peek(1)?.isWord("always") ?? false
  }

  // MARK: Constraints

  /// Reads one clause after the type; `false` where there is none.
  private mutating func clause(
    of column: inout ColumnDeclaration
  ) throws(UnreadableDeclaration) -> Bool {
    if cursor.skip("constraint") {
      name = cursor.next()?.name
    } else if cursor.skip("primary", "key") {
      column.constraints.append(constraint(primaryKey(of: column)))
    } else if cursor.skip("unique") {
      let unique = Unique(columns: [KeyColumn(name: column.name)], onConflict: conflictAction())
      column.constraints.append(constraint(.unique(unique)))
    } else if cursor.skip("check") {
      column.constraints.append(constraint(.check(try check())))
    } else if cursor.skip("references") {
      column.constraints.append(constraint(.foreignKey(try foreignKey(from: [column.name]))))
    } else {
      return try property(of: &column)
    }
    return true
  }

  /// Reads a clause that is no constraint in the catalog, so that a name before it is lost.
  private mutating func property(
    of column: inout ColumnDeclaration
  ) throws(UnreadableDeclaration) -> Bool {
    if cursor.skip("not", "null") {
      column.nullConflict = conflictAction()
    } else if cursor.skip("null") {
      _ = conflictAction()
    } else if cursor.skip("default") {
      try defaultValue(of: &column)
    } else if cursor.skip("collate") {
      column.collation = collation()
    } else if cursor.skip("generated", "always", "as") || cursor.skip("as") {
      column.generation = try generation()
    } else {
      return false
    }
    name = nil
    return true
  }

  /// SQLite lets `DEFERRABLE` stand apart from the foreign key that it belongs to.
  private mutating func deferralAlone(in column: inout ColumnDeclaration) -> Bool {
    guard let isDeferred = deferral() else { return false }
    for index in column.constraints.indices.reversed() {
      if case .foreignKey(var key) = column.constraints[index].rule {
        key.isDeferred = isDeferred
        column.constraints[index].rule = .foreignKey(key)
        break
      }
    }
    return true
  }

  private mutating func primaryKey(of column: ColumnDeclaration) -> Constraint.Rule {
    let isDescending = cursor.skip("desc")
    _ = cursor.skip("asc")
    let action = conflictAction()
    let key = PrimaryKey(
      columns: [KeyColumn(name: column.name, isDescending: isDescending)],
      isAutoincrement: cursor.skip("autoincrement"),
      isRowID: column.type.key == "integer" && !isDescending,
      onConflict: action)
    return .primaryKey(key)
  }

  // MARK: Values

  private mutating func defaultValue(
    of column: inout ColumnDeclaration
  ) throws(UnreadableDeclaration) {
    let start = cursor.position
    let isExpression = cursor.parenthesized() != nil
    if !isExpression {
      _ = cursor.skipSymbol("+") || cursor.skipSymbol("-")
      _ = cursor.next()
    }
    let tokens = Array(item[start..<cursor.position])
    guard !tokens.isEmpty else { throw unreadable }
    let key = defaultKey(tokens)
    column.defaultValue = key == "null" ? nil : Expression(tokens.sourceText, key: key)
    column.hasConstantDefault =
      key == "null" || !isExpression && !key.hasPrefix("current_")
  }

  /// A single name is a string: <https://www.sqlite.org/lang_createtable.html#dfltval>.
  private func defaultKey(_ tokens: [Token]) -> String {
    if tokens.count == 1, let token = tokens.first, !token.isValueWord,
      token.kind == .word || token.kind == .quotedIdentifier
    {
      return token.value.sqlLiteral
    }
    return expression(tokens).key
  }

  private mutating func generation() throws(UnreadableDeclaration) -> Column.Generation {
    guard let tokens = cursor.parenthesized() else { throw unreadable }
    let isStored = cursor.skip("stored")
    _ = cursor.skip("virtual")
    return Column.Generation(expression: expression(tokens), isStored: isStored)
  }

  private mutating func collation() -> Name? {
    let name = cursor.next()?.name
    return name?.key == "binary" ? nil : name
  }
}
