internal import SchemaModel

/// Reads what PRAGMAs do not tell from a CREATE TABLE statement that SQLite has accepted.
///
/// The grammar is that of <https://www.sqlite.org/lang_createtable.html>.
struct TableDeclarationParser {
  private var cursor: TokenCursor
  private let sql: String

  static func parse(_ sql: String) throws(UnreadableDeclaration) -> TableDeclaration {
    var parser = TableDeclarationParser(cursor: TokenCursor(Tokenizer.tokens(of: sql)), sql: sql)
    return try parser.table()
  }

  private mutating func table() throws(UnreadableDeclaration) -> TableDeclaration {
    guard cursor.skip("create") else { throw unreadable }
    _ = cursor.skip("temp") || cursor.skip("temporary")
    guard cursor.skip("table") else { throw unreadable }
    _ = cursor.skip("if", "not", "exists")
    guard let nameToken = try qualifiedName() else { throw unreadable }
    let body = String(sql[nameToken.text.endIndex...].drop(while: \.isWhitespace))
    guard let items = cursor.parenthesized()?.splitAtCommas() else { throw unreadable }
    var declaration = TableDeclaration(
      name: nameToken.name, columns: [], constraints: [], options: try options(), body: body)
    let columns = items.filter { !Self.startsConstraint($0) }.compactMap(\.first?.name)
    let names = Set(columns + [declaration.name])
    for item in items {
      var parser = ConstraintParser(item, naming: names, in: sql)
      if Self.startsConstraint(item) {
        declaration.constraints += try parser.tableConstraints()
      } else {
        declaration.columns.append(try parser.column())
      }
    }
    return declaration
  }

  private mutating func qualifiedName() throws(UnreadableDeclaration) -> Token? {
    let first = cursor.next()
    return cursor.skipSymbol(".") ? cursor.next() : first
  }

  private mutating func options() throws(UnreadableDeclaration) -> Set<TableOption> {
    var options: Set<TableOption> = []
    while cursor.current != nil {
      if cursor.skip("without"), cursor.next()?.name == Name(sqlite: "rowid") {
        options.insert(.withoutRowID)
      } else if cursor.skip("strict") {
        options.insert(.strict)
      } else if !cursor.skipSymbol(","), !cursor.skipSymbol(";") {
        throw unreadable
      }
    }
    return options
  }

  private static func startsConstraint(_ item: [Token]) -> Bool {
    ["constraint", "primary", "unique", "check", "foreign"].contains {
      item.first?.isWord($0) ?? false
    }
  }

  private var unreadable: UnreadableDeclaration { UnreadableDeclaration(sql: sql) }
}
