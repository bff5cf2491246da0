internal import Engine
internal import SchemaModel

/// Cuts tokens into statements.
enum StatementSplitter {
  /// The statements, without the semicolons that end them.
  static func statements(of tokens: [Token]) -> [[Token]] {
    var statements: [[Token]] = []
    var current: [Token] = []
    for token in tokens {
      guard token.isSymbol(";"), !isInTrigger(current) else {
        current.append(token)
        continue
      }
      if !current.isEmpty { statements.append(current) }
      current = []
    }
    return current.isEmpty ? statements : statements + [current]
  }

  /// Whether a semicolon after the tokens belongs to the body of a trigger, which ends with `END`.
  ///
  /// A `CASE` ends with that too, but a semicolon behind it ends a statement of the body.
  private static func isInTrigger(_ tokens: [Token]) -> Bool {
    var cursor = TokenCursor(tokens.prefix(3))
    guard cursor.skip("create") else { return false }
    _ = cursor.skip("temp") || cursor.skip("temporary")
    guard cursor.isAtWord("trigger") else { return false }
    guard tokens.last?.isWord("end") ?? false else { return true }
    return !(tokens.dropLast().last?.isSymbol(";") ?? false)
  }
}

extension StatementWord {
  init(_ token: Token) {
    switch token.kind {
    case .word: self.init(keyword: token.value.uppercased(), identifier: token.value)
    case .quotedIdentifier: self.init(identifier: token.value)
    case .string: self.init(identifier: token.name.spelling)
    case .symbol: self.init(sign: token.value.first)
    case .blob, .number: self.init()
    }
  }
}
