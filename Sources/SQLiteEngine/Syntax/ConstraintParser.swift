internal import SchemaModel

/// Reads one item of a CREATE TABLE statement: a column with its constraints, or constraints alone.
struct ConstraintParser {
  private let item: [Token]
  private let sql: String
  private var cursor: TokenCursor
  private var name: Name?

  /// - Parameters:
  ///   - item: the tokens of the item.
  ///   - sql: the whole statement, for errors.
  init(_ item: [Token], in sql: String) {
    self.item = item
    self.sql = sql
    cursor = TokenCursor(item)
  }

  // MARK: Columns

  mutating func column() throws(UnreadableDeclaration) -> ColumnDeclaration {
    guard let nameToken = cursor.next() else { throw unreadable }
    var column = ColumnDeclaration(
      name: Name(sqlite: nameToken.value), text: item.sourceText, type: type(),
      hasConstantDefault: true, constraints: [])
    while cursor.current != nil {
      guard try columnConstraint(of: &column) else { throw unreadable }
    }
    return column
  }

  private static let constraintKeywords: Set<String> = [
    "as", "check", "collate", "constraint", "default", "deferrable", "generated", "not", "null",
    "on", "primary", "references", "unique",
  ]

  private mutating func type() -> Expression {
    var tokens: [Token] = []
    while let token = cursor.current {
      if token.kind == .word, Self.constraintKeywords.contains(token.value.asciiLowercased()) {
        break
      }
      guard
        token.kind == .word || token.kind == .quotedIdentifier || token.kind == .string
          || token.isSymbol("(")
      else { break }
      if token.isSymbol("(") {
        let start = cursor.position
        guard cursor.parenthesized() != nil else { break }
        tokens += item[start..<cursor.position]
      } else {
        tokens.append(token)
        _ = cursor.next()
      }
    }
    return Expression(tokens.sourceText, key: tokens.key)
  }

  /// Reads one constraint; `false` where there is none.
  private mutating func columnConstraint(
    of column: inout ColumnDeclaration
  ) throws(UnreadableDeclaration) -> Bool {
    if cursor.skip("constraint") {
      name = cursor.next().map { Name(sqlite: $0.value) }
    } else if cursor.skip("primary", "key") {
      column.constraints.append(constraint(columnPrimaryKey(of: column)))
    } else if cursor.skip("unique") {
      let unique = Unique(columns: [KeyColumn(name: column.name)], onConflict: conflictAction())
      column.constraints.append(constraint(.unique(unique)))
    } else if cursor.skip("not", "null") {
      column.nullConflict = conflictAction()
      name = nil
    } else if cursor.skip("null") {
      _ = conflictAction()
      name = nil
    } else if cursor.skip("check") {
      column.constraints.append(constraint(.check(try check())))
    } else if cursor.skip("references") {
      column.constraints.append(constraint(.foreignKey(try foreignKey(from: [column.name]))))
    } else if cursor.skip("default") {
      defaultValue(of: &column)
    } else if cursor.skip("collate") {
      column.collation = collation()
      name = nil
    } else if cursor.skip("generated", "always", "as") || cursor.skip("as") {
      column.generation = try generation()
    } else {
      return false
    }
    return true
  }

  private mutating func columnPrimaryKey(of column: ColumnDeclaration) -> Constraint.Rule {
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

  private mutating func defaultValue(of column: inout ColumnDeclaration) {
    let start = cursor.position
    if cursor.parenthesized() != nil {
      column.hasConstantDefault = false
    } else {
      _ = cursor.skipSymbol("+") || cursor.skipSymbol("-")
      let token = cursor.next()
      column.hasConstantDefault = !(token?.value.asciiLowercased().hasPrefix("current_") ?? false)
    }
    let tokens = Array(item[start..<cursor.position])
    let key = tokens.withoutOuterParentheses().key
    column.defaultValue = key == "null" ? nil : Expression(tokens.sourceText, key: key)
    if key == "null" { column.hasConstantDefault = true }
    name = nil
  }

  private mutating func generation() throws(UnreadableDeclaration) -> Column.Generation {
    guard let tokens = cursor.parenthesized() else { throw unreadable }
    let isStored = cursor.skip("stored")
    _ = cursor.skip("virtual")
    name = nil
    return Column.Generation(expression: expression(tokens), isStored: isStored)
  }

  private mutating func collation() -> Name? {
    let name = cursor.next().map { Name(sqlite: $0.value) }
    return name?.key == "binary" ? nil : name
  }

  // MARK: Tables

  /// The constraints of an item; SQLite lets several follow one another without a comma.
  mutating func tableConstraints() throws(UnreadableDeclaration) -> [Constraint] {
    var constraints: [Constraint] = []
    while cursor.current != nil {
      if cursor.skip("constraint") {
        name = cursor.next().map { Name(sqlite: $0.value) }
      } else if cursor.skip("primary", "key") {
        constraints.append(constraint(try tablePrimaryKey()))
      } else if cursor.skip("unique") {
        let columns = try keyColumns()
        constraints.append(
          constraint(.unique(Unique(columns: columns, onConflict: conflictAction()))))
      } else if cursor.skip("check") {
        constraints.append(constraint(.check(try check())))
        _ = conflictAction()
      } else if cursor.skip("foreign", "key") {
        let columns = try names()
        guard cursor.skip("references") else { throw unreadable }
        constraints.append(constraint(.foreignKey(try foreignKey(from: columns))))
      } else {
        throw unreadable
      }
    }
    return constraints
  }

  private mutating func tablePrimaryKey() throws(UnreadableDeclaration) -> Constraint.Rule {
    guard var items = cursor.parenthesized() else { throw unreadable }
    let isAutoincrement = items.last?.isWord("autoincrement") ?? false
    if isAutoincrement { items.removeLast() }
    return .primaryKey(
      PrimaryKey(
        columns: try keyColumns(of: items),
        isAutoincrement: isAutoincrement, onConflict: conflictAction()))
  }

  private mutating func keyColumns() throws(UnreadableDeclaration) -> [KeyColumn] {
    guard let items = cursor.parenthesized() else { throw unreadable }
    return try keyColumns(of: items)
  }

  private func keyColumns(of items: [Token]) throws(UnreadableDeclaration) -> [KeyColumn] {
    var columns: [KeyColumn] = []
    for item in items.splitAtCommas() { columns.append(try keyColumn(item)) }
    return columns
  }

  private func keyColumn(
    _ item: [Token]
  ) throws(UnreadableDeclaration) -> KeyColumn {
    var cursor = TokenCursor(item)
    guard let name = cursor.next() else { throw unreadable }
    var column = KeyColumn(name: Name(sqlite: name.value))
    if cursor.skip("collate") { column.collation = cursor.next().map { Name(sqlite: $0.value) } }
    column.isDescending = cursor.skip("desc")
    _ = cursor.skip("asc")
    guard cursor.current == nil else { throw unreadable }
    return column
  }

  // MARK: Both

  private var unreadable: UnreadableDeclaration { UnreadableDeclaration(sql: sql) }

  private mutating func constraint(_ rule: Constraint.Rule) -> Constraint {
    defer { name = nil }
    return Constraint(name: name, rule: rule)
  }

  private func expression(_ tokens: [Token]) -> Expression {
    Expression(tokens.sourceText, key: tokens.withoutOuterParentheses().key)
  }

  private mutating func check() throws(UnreadableDeclaration) -> Check {
    guard let tokens = cursor.parenthesized() else { throw unreadable }
    _ = conflictAction()
    return Check(expression: expression(tokens))
  }

  private mutating func names() throws(UnreadableDeclaration) -> [Name] {
    try keyColumns().map(\.name)
  }

  /// `ON CONFLICT …`; the default, to abort, is no action of its own.
  private mutating func conflictAction() -> ConflictAction? {
    guard cursor.skip("on", "conflict") else { return nil }
    return cursor.next().flatMap { ConflictAction(rawValue: $0.value.asciiLowercased()) }
  }

  private mutating func foreignKey(
    from columns: [Name]
  ) throws(UnreadableDeclaration) -> ForeignKey {
    guard let parent = cursor.next() else { throw unreadable }
    var key = ForeignKey(columns: columns, parent: Name(sqlite: parent.value), parentColumns: [])
    if cursor.isAtSymbol("(") { key.parentColumns = try names() }
    while true {
      if cursor.skip("on", "delete") {
        key.onDelete = try action()
      } else if cursor.skip("on", "update") {
        key.onUpdate = try action()
      } else if cursor.skip("match") {
        _ = cursor.next()
      } else if cursor.skip("not", "deferrable") {
        _ = skipInitially()
        key.isDeferred = false
      } else if cursor.skip("deferrable") {
        key.isDeferred = skipInitially()
      } else {
        return key
      }
    }
  }

  /// Passes over `INITIALLY …` and tells whether it says `DEFERRED`.
  private mutating func skipInitially() -> Bool {
    guard cursor.skip("initially") else { return false }
    return cursor.next()?.isWord("deferred") ?? false
  }

  private mutating func action() throws(UnreadableDeclaration) -> ForeignKey.Action {
    if cursor.skip("set", "null") { return .setNull }
    if cursor.skip("set", "default") { return .setDefault }
    if cursor.skip("no", "action") { return .noAction }
    if cursor.skip("cascade") { return .cascade }
    if cursor.skip("restrict") { return .restrict }
    throw unreadable
  }
}
