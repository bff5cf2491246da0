internal import SchemaModel

/// What a CREATE INDEX statement says beyond what PRAGMAs tell.
struct IndexDeclaration {
  var elements: [Expression]
  var predicate: Expression?

  /// The grammar is that of <https://www.sqlite.org/lang_createindex.html>.
  static func parse(_ sql: String) throws(UnreadableDeclaration) -> IndexDeclaration {
    var cursor = TokenCursor(Tokenizer.tokens(of: sql))
    while let token = cursor.current, !token.isSymbol("(") { _ = cursor.next() }
    guard let items = cursor.parenthesized()?.splitAtCommas() else {
      throw UnreadableDeclaration(sql: sql)
    }
    var declaration = IndexDeclaration(elements: items.map(element), predicate: nil)
    if cursor.skip("where") {
      let tokens = cursor.rest()
      declaration.predicate = Expression(
        tokens.sourceText, key: tokens.withoutOuterParentheses().key)
    }
    return declaration
  }

  /// An element without its order and collation, which the catalog knows.
  private static func element(_ item: [Token]) -> Expression {
    var tokens = item
    if let last = tokens.last, last.isWord("asc") || last.isWord("desc") { tokens.removeLast() }
    if tokens.count > 2, tokens[tokens.count - 2].isWord("collate") { tokens.removeLast(2) }
    return Expression(tokens.sourceText, key: tokens.withoutOuterParentheses().key)
  }
}
