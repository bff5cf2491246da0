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

  /// The token where a name stands: SQLite takes a string for one there.
  var name: Name { Name(sqlite: kind == .string ? Self.unquoted(text) : value) }

  /// Whether the token can name something; SQLite takes a string for a name in many a place.
  var canBeName: Bool { kind == .word || kind == .quotedIdentifier || kind == .string }

  /// The characters of a string.
  var stringValue: String? { kind == .string ? Self.unquoted(text) : nil }

  /// Whether the token is a keyword, which is given in lower case.
  func isWord(_ keyword: String) -> Bool {
    kind == .word && value.isASCIILowercased(keyword)
  }

  func isSymbol(_ symbol: String) -> Bool { kind == .symbol && value == symbol }

  /// The token as it is compared: without the case and the quotes that mean nothing.
  ///
  /// - Parameter names: what `"…"` can name; anything else in such quotes is a string to SQLite.
  func key(naming names: Set<Name>) -> String {
    switch kind {
    // Where there is a column of that name, TRUE is the column.
    case .word where isValueWord && names.contains(name): Self.identifierKey(name.key)
    case .word, .blob: value.asciiLowercased()
    case .quotedIdentifier where isInDoubleQuotes && !names.contains(name): value.sqlLiteral
    case .quotedIdentifier: Self.identifierKey(name.key)
    case .symbol where value == "==": "="
    case .symbol where value == "<>": "!="
    case .string, .number, .symbol: value
    }
  }

  private var isInDoubleQuotes: Bool { text.utf8.first == UInt8(ascii: "\"") }

  /// What stands between quotes, doubled quotes made one; within brackets nothing is doubled.
  static func unquoted(_ text: Substring) -> String {
    guard let quote = text.utf8.first else { return "" }
    var inner = Array(text.utf8.dropFirst().dropLast())
    guard quote != UInt8(ascii: "[") else { return String(decoding: inner, as: UTF8.self) }
    var isSecond = false
    inner.removeAll { byte in
      isSecond = byte == quote && !isSecond
      return byte == quote && !isSecond
    }
    return String(decoding: inner, as: UTF8.self)
  }

  /// Whether the token is `NULL`, `TRUE`, `CURRENT_DATE` or the like.
  var isValueWord: Bool { kind == .word && Self.valueWords.contains(value.asciiLowercased()) }

  /// Words that mean a value where they stand without quotes, and a column within them.
  private static let valueWords: Set<String> = [
    "current_date", "current_time", "current_timestamp", "false", "null", "true",
  ]

  private static func identifierKey(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy { isWordByte($0) } && !(name.utf8.first.map(isDigit) ?? true)
    return isPlain && !valueWords.contains(name) ? name : Name.quoted(name, with: "\"")
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
  ///
  /// - Parameter names: what `"…"` can name.
  func key(naming names: Set<Name>) -> String {
    map { $0.key(naming: names) }.joined(separator: " ")
  }
}
