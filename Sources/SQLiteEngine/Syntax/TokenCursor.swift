/// A position in a list of tokens, for parsers that look one token ahead.
struct TokenCursor {
  private let tokens: ArraySlice<Token>
  private(set) var position: Int

  init(_ tokens: some Sequence<Token>) {
    self.tokens = Array(tokens)[...]
    position = 0
  }

  var current: Token? { position < tokens.count ? tokens[position] : nil }

  func peek(_ distance: Int) -> Token? {
    position + distance < tokens.count ? tokens[position + distance] : nil
  }

  func isAtWord(_ keyword: String) -> Bool { current?.isWord(keyword) ?? false }

  func isAtSymbol(_ symbol: String) -> Bool { current?.isSymbol(symbol) ?? false }

  /// Passes over a token; at the end of the list it stays there.
  mutating func next() -> Token? {
    guard let current else { return nil }
    position += 1
    return current
  }

  /// Passes over the keywords, if they are all there.
  mutating func skip(_ keywords: String...) -> Bool {
    for (distance, keyword) in keywords.enumerated() {
      guard peek(distance)?.isWord(keyword) ?? false else { return false }
    }
    position += keywords.count
    return true
  }

  mutating func skipSymbol(_ symbol: String) -> Bool {
    guard isAtSymbol(symbol) else { return false }
    position += 1
    return true
  }

  /// The tokens between the parenthesis that is current and the one that closes it.
  mutating func parenthesized() -> [Token]? {
    guard skipSymbol("(") else { return nil }
    var depth = 1
    var inner: [Token] = []
    while let token = next() {
      if token.isSymbol("(") { depth += 1 }
      if token.isSymbol(")") { depth -= 1 }
      if depth == 0 { return inner }
      inner.append(token)
    }
    return nil
  }

  /// The tokens from here to the end.
  mutating func rest() -> [Token] {
    defer { position = tokens.count }
    return position < tokens.count ? Array(tokens[position...]) : []
  }
}

extension Array<Token> {
  /// The parts between the commas that stand outside parentheses.
  func splitAtCommas() -> [[Token]] {
    var parts: [[Token]] = [[]]
    var depth = 0
    for token in self {
      if token.isSymbol("(") { depth += 1 }
      if token.isSymbol(")") { depth -= 1 }
      if depth == 0, token.isSymbol(",") {
        parts.append([])
      } else {
        parts[parts.count - 1].append(token)
      }
    }
    return parts
  }

  /// The tokens without parentheses that enclose all of them.
  func withoutOuterParentheses() -> [Token] {
    var tokens = self
    while let first = tokens.first, first.isSymbol("(") {
      var cursor = TokenCursor(tokens)
      guard let inner = cursor.parenthesized(), cursor.current == nil, !inner.isEmpty else { break }
      tokens = inner
    }
    return tokens
  }

  /// The text that the tokens were read from, from the first to the last, comments included.
  var sourceText: String {
    guard let first, let last else { return "" }
    return String(first.text.base[first.text.startIndex..<last.text.endIndex])
  }
}
