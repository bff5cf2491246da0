internal import SchemaModel

/// What a CREATE INDEX statement says beyond what PRAGMAs tell.
struct IndexDeclaration {
  var elements: [Expression]
  var predicate: Expression?

  /// The grammar is that of <https://www.sqlite.org/lang_createindex.html>.
  static func parse(
    _ sql: String, naming names: Set<Name> = []
  ) throws(UnreadableDeclaration) -> IndexDeclaration {
    var cursor = TokenCursor(Tokenizer.tokens(of: sql))
    while let token = cursor.current, !token.isSymbol("(") { _ = cursor.next() }
    guard let items = cursor.parenthesized()?.splitAtCommas() else {
      throw UnreadableDeclaration(sql: sql)
    }
    var declaration = IndexDeclaration(
      elements: items.map { element($0, naming: names) }, predicate: nil)
    if cursor.skip("where") {
      let tokens = cursor.rest()
      declaration.predicate = Expression(
        tokens.sourceText, key: tokens.withoutOuterParentheses().key(naming: names))
    }
    return declaration
  }

  /// An element without its order and collation, which the catalog knows.
  private static func element(_ item: [Token], naming names: Set<Name>) -> Expression {
    var tokens = item
    if tokens.count > 1, let last = tokens.last, last.isWord("asc") || last.isWord("desc") {
      tokens.removeLast()
    }
    if tokens.count > 2, tokens[tokens.count - 2].isWord("collate") { tokens.removeLast(2) }
    return Expression(
      tokens.sourceText, key: tokens.withoutOuterParentheses().key(naming: names))
  }
}
