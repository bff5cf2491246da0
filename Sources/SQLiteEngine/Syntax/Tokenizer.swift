/// Splits SQL into tokens by the rules of SQLite's own tokenizer (`tokenize.c`).
struct Tokenizer: IteratorProtocol {
  private let text: String
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) {
    self.text = text
    bytes = Array(text.utf8)
  }

  static func tokens(of text: String) -> [Token] { Array(IteratorSequence(Tokenizer(text))) }

  /// How many bytes of white space and comments stand before the first token.
  static func blanks(before text: some Sequence<UInt8>) -> Int {
    var tokenizer = Tokenizer(String(decoding: Array(text), as: UTF8.self))
    tokenizer.skipBlanks()
    return tokenizer.position
  }

  /// The text to the first semicolon that ends a statement, or to its end.
  static func firstStatement(in text: some Sequence<UInt8>) -> String {
    var tokenizer = Tokenizer(String(decoding: Array(text), as: UTF8.self))
    while let token = tokenizer.next(), !token.isSymbol(";") {}
    return String(decoding: tokenizer.bytes[..<tokenizer.position], as: UTF8.self)
  }

  mutating func next() -> Token? {
    skipBlanks()
    guard position < bytes.count else { return nil }
    let start = position
    let kind = scan()
    return token(kind, from: start)
  }

  private func token(_ kind: Token.Kind, from start: Int) -> Token {
    let lower = text.utf8.index(text.startIndex, offsetBy: start)
    let slice = text[lower..<text.utf8.index(lower, offsetBy: position - start)]
    return Token(
      kind: kind, text: slice,
      value: kind == .quotedIdentifier ? Token.unquoted(slice) : String(slice))
  }

  private mutating func scan() -> Token.Kind {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "'"): return scanQuoted(until: byte, as: .string)
    case UInt8(ascii: "\""), UInt8(ascii: "`"):
      return scanQuoted(until: byte, as: .quotedIdentifier)
    case UInt8(ascii: "["): return scanBracketed()
    case UInt8(ascii: "x"), UInt8(ascii: "X"):
      if peek(1) == UInt8(ascii: "'") {
        position += 1
        return scanQuoted(until: UInt8(ascii: "'"), as: .blob)
      }
      return scanWord()
    case UInt8(ascii: "."):
      return peek(1).map(Token.isDigit) ?? false ? scanNumber() : scanSymbol()
    case _ where Token.isDigit(byte): return scanNumber()
    case _ where Token.isWordByte(byte): return scanWord()
    default: return scanSymbol()
    }
  }

  private func peek(_ distance: Int) -> UInt8? {
    position + distance < bytes.count ? bytes[position + distance] : nil
  }

  private mutating func scanQuoted(until quote: UInt8, as kind: Token.Kind) -> Token.Kind {
    position += 1
    while position < bytes.count {
      if bytes[position] == quote {
        guard peek(1) == quote else { break }
        position += 1
      }
      position += 1
    }
    position = min(position + 1, bytes.count)
    return kind
  }

  private mutating func scanBracketed() -> Token.Kind {
    while position < bytes.count, bytes[position] != UInt8(ascii: "]") { position += 1 }
    position = min(position + 1, bytes.count)
    return .quotedIdentifier
  }

  private mutating func scanWord() -> Token.Kind {
    while position < bytes.count, Token.isWordByte(bytes[position]) { position += 1 }
    return .word
  }

  private mutating func scanNumber() -> Token.Kind {
    let isHexadecimal =
      bytes[position] == UInt8(ascii: "0") && (peek(1).map { $0 | 0x20 } == UInt8(ascii: "x"))
    position += isHexadecimal ? 2 : 0
    while position < bytes.count {
      let byte = bytes[position]
      let isExponent = !isHexadecimal && byte | 0x20 == UInt8(ascii: "e")
      if isExponent, let sign = peek(1), sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") {
        position += 2
      } else if Token.isWordByte(byte) || byte == UInt8(ascii: ".") {
        position += 1
      } else {
        break
      }
    }
    return .number
  }

  private static let longSymbols: Set<String> = [
    "||", "->", "<=", ">=", "<>", "!=", "==", "<<", ">>",
  ]

  private mutating func scanSymbol() -> Token.Kind {
    if bytes[position...].starts(with: "->>".utf8) {
      position += 3
    } else if position + 1 < bytes.count,
      Self.longSymbols.contains(String(decoding: bytes[position...position + 1], as: UTF8.self))
    {
      position += 2
    } else {
      position += 1
    }
    return .symbol
  }

  private mutating func skipBlanks() {
    while position < bytes.count {
      switch (bytes[position], peek(1)) {
      case (0x09...0x0D, _), (0x20, _): position += 1
      case (0xEF, 0xBB) where peek(2) == 0xBF: position += 3  // a byte order mark
      case (UInt8(ascii: "-"), UInt8(ascii: "-")):
        while position < bytes.count, bytes[position] != 0x0A { position += 1 }
      case (UInt8(ascii: "/"), UInt8(ascii: "*")): skipBlockComment()
      default: return
      }
    }
  }

  private mutating func skipBlockComment() {
    position += 2
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        position += 2
        return
      }
      position += 1
    }
  }
}
