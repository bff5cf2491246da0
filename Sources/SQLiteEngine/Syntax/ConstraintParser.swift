internal import SchemaModel

/// Reads one item of a CREATE TABLE statement: a column with its constraints, or constraints alone.
struct ConstraintParser {
  let item: [Token]
  var cursor: TokenCursor
  /// The name that `CONSTRAINT …` gives to what comes next.
  var name: Name?

  private let names: Set<Name>
  private let sql: String

  /// - Parameters:
  ///   - item: the tokens of the item.
  ///   - names: those of the table and of its columns.
  ///   - sql: the whole statement, for errors.
  init(_ item: [Token], naming names: Set<Name>, in sql: String) {
    self.item = item
    self.names = names
    self.sql = sql
    cursor = TokenCursor(item)
  }

  var unreadable: UnreadableDeclaration { UnreadableDeclaration(sql: sql) }

  mutating func constraint(_ rule: Constraint.Rule) -> Constraint {
    defer { name = nil }
    return Constraint(name: name, rule: rule)
  }

  func expression(_ tokens: [Token]) -> Expression {
    Expression(tokens.sourceText, key: tokens.withoutOuterParentheses().key(naming: names))
  }

  mutating func check() throws(UnreadableDeclaration) -> CheckConstraint {
    guard let tokens = cursor.parenthesized() else { throw unreadable }
    return CheckConstraint(expression: expression(tokens))
  }

  /// `ON CONFLICT …`; the default, to abort, is no action of its own.
  mutating func conflictAction() -> ConflictAction? {
    guard cursor.skip("on", "conflict") else { return nil }
    return cursor.next().flatMap { ConflictAction(rawValue: $0.value.asciiLowercased()) }
  }

  // MARK: Keys

  mutating func keyColumns() throws(UnreadableDeclaration) -> [KeyColumn] {
    guard let items = cursor.parenthesized() else { throw unreadable }
    return try keyColumns(of: items)
  }

  func keyColumns(of items: [Token]) throws(UnreadableDeclaration) -> [KeyColumn] {
    var columns: [KeyColumn] = []
    for item in items.splitAtCommas() { columns.append(try keyColumn(item)) }
    return columns
  }

  /// A column's name, which may stand in parentheses, with its order and collation.
  private func keyColumn(_ item: [Token]) throws(UnreadableDeclaration) -> KeyColumn {
    var cursor = TokenCursor(item)
    let inner = cursor.parenthesized()?.withoutOuterParentheses()
    guard let name = inner.map(\.first) ?? cursor.next() else { throw unreadable }
    var column = KeyColumn(name: name.name)
    if let inner, inner.count > 1 { column.collation = try keyColumn(inner).collation }
    if cursor.skip("collate") { column.collation = cursor.next()?.name }
    column.isDescending = cursor.skip("desc")
    _ = cursor.skip("asc")
    guard cursor.current == nil else { throw unreadable }
    return column
  }

  // MARK: Foreign keys

  mutating func foreignKey(
    from columns: [Name]
  ) throws(UnreadableDeclaration) -> ForeignKey {
    guard let parent = cursor.next() else { throw unreadable }
    var key = ForeignKey(columns: columns, parent: parent.name, parentColumns: [])
    if cursor.isAtSymbol("(") { key.parentColumns = try keyColumns().map(\.name) }
    while try foreignKeyClause(of: &key) {}
    return key
  }

  private mutating func foreignKeyClause(
    of key: inout ForeignKey
  ) throws(UnreadableDeclaration) -> Bool {
    if cursor.skip("on", "delete") {
      key.onDelete = try action()
    } else if cursor.skip("on", "update") {
      key.onUpdate = try action()
    } else if cursor.skip("on", "insert") {
      // SQLite's grammar has it; it means nothing.
      _ = try action()
    } else if cursor.skip("match") {
      _ = cursor.next()
    } else if let isDeferred = deferral() {
      key.isDeferred = isDeferred
    } else {
      return false
    }
    return true
  }

  /// Whether `DEFERRABLE …` says that the key is checked at the end of a transaction; `nil` where
  /// there is no such clause.
  mutating func deferral() -> Bool? {
    if cursor.skip("not", "deferrable") {
      _ = isInitiallyDeferred()
      return false
    }
    return cursor.skip("deferrable") ? isInitiallyDeferred() : nil
  }

  private mutating func isInitiallyDeferred() -> Bool {
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
