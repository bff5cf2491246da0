internal import SchemaModel

/// A lexical element of SQLite's SQL; white space and comments are none.
struct Token: Hashable {
  enum Kind: Hashable {
    /// A keyword or an identifier without quotes.
    case word
    /// An identifier in `"…"`, `` `…` `` or `[…]`.
    case quotedIdentifier
    case string
    case blob
    case number
    case symbol
  }

  let kind: Kind
  /// The token as it stands in the text.
  let text: Substring
  /// For identifiers the name without quotes, for everything else the text.
  let value: String

  /// Whether the token is a keyword, which is given in lower case.
  func isWord(_ keyword: String) -> Bool {
    kind == .word && value.asciiLowercased() == keyword
  }

  func isSymbol(_ symbol: String) -> Bool { kind == .symbol && value == symbol }

  /// The token as it is compared: without the case and the quotes that mean nothing.
  var key: String {
    switch kind {
    case .word, .blob: value.asciiLowercased()
    case .quotedIdentifier: Self.identifierKey(value.asciiLowercased())
    case .symbol where value == "==": "="
    case .symbol where value == "<>": "!="
    case .string, .number, .symbol: value
    }
  }

  /// Words that mean a value where they stand without quotes, and a column within them.
  private static let valueWords: Set<String> = [
    "current_date", "current_time", "current_timestamp", "false", "null", "true",
  ]

  private static func identifierKey(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy { isWordByte($0) } && !(name.utf8.first.map(isDigit) ?? true)
    return isPlain && !valueWords.contains(name)
      ? name
      : "\""
        + name.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\""
  }

  static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// What SQLite takes into a word: ASCII letters, digits, `_`, `$` and every byte beyond ASCII.
  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x24, 0x80...: true
    default: false
    }
  }
}

extension Sequence<Token> {
  /// The tokens as one text that is the same for texts that mean the same.
  var key: String { map(\.key).joined(separator: " ") }
}
