/// Parts a text into tokens, by PostgreSQL's rules of quoting
/// (<https://www.postgresql.org/docs/current/sql-syntax-lexical.html>).
///
/// It looks at bytes: a quote and a combining character behind it are one `Character`, but two to the
/// server.
struct Lexer {
  struct Token {
    enum Kind { case word, quotedName, string, number, punctuation, semicolon }

    let kind: Kind
    /// In the text's UTF-8.
    let range: Range<Int>
  }

  let text: [UInt8]
  private(set) var position = 0

  init(_ text: String) { self.text = Array(text.utf8) }

  /// All tokens of a text, as it is read where `standard_conforming_strings` is on.
  static func tokens(of text: String) -> [Token] {
    var lexer = Lexer(text)
    var tokens: [Token] = []
    while let token = lexer.next() { tokens.append(token) }
    return tokens
  }

  var isAtEnd: Bool { position >= text.count }

  /// The token behind the blanks and comments here; `nil` at the end of the text.
  ///
  /// - Parameter escapesBackslashes: whether a backslash quotes in ordinary strings, as it does
  ///   where `standard_conforming_strings` is off.
  mutating func next(escapesBackslashes: Bool = false) -> Token? {
    skipBlanksAndComments()
    guard position < text.count else { return nil }
    let start = position
    let kind = scanToken(escapesBackslashes: escapesBackslashes)
    return Token(kind: kind, range: start..<position)
  }

  private mutating func scanToken(escapesBackslashes: Bool) -> Token.Kind {
    let byte = text[position]
    switch byte {
    case UInt8(ascii: ";"):
      position += 1
      return .semicolon
    case UInt8(ascii: "'"):
      scanString(escapesBackslashes: escapesBackslashes)
      return .string
    case UInt8(ascii: "\""):
      scanQuoted(by: byte, escapesBackslashes: false)
      return .quotedName
    case UInt8(ascii: "$") where scanDollarQuoted(): return .string
    case 0x30...0x39:
      scan { $0.isIdentifierPart || $0 == UInt8(ascii: ".") }
      return .number
    case _ where byte.isIdentifierStart: return scanWord()
    default:
      position += 1
      return .punctuation
    }
  }

  private mutating func scan(while condition: (UInt8) -> Bool) {
    while position < text.count, condition(text[position]) { position += 1 }
  }

  /// A word, or a string that a letter stands before: `E'…'`.
  private mutating func scanWord() -> Token.Kind {
    let start = position
    scan(while: \.isIdentifierPart)
    guard position == start + 1, peek() == UInt8(ascii: "'") else { return .word }
    switch text[start] | 0x20 {
    case UInt8(ascii: "e"): scanString(escapesBackslashes: true)
    case UInt8(ascii: "b"), UInt8(ascii: "x"), UInt8(ascii: "n"):
      scanString(escapesBackslashes: false)
    default: return .word
    }
    return .string
  }

  private mutating func scanString(escapesBackslashes: Bool) {
    scanQuoted(by: UInt8(ascii: "'"), escapesBackslashes: escapesBackslashes)
  }

  private mutating func scanQuoted(by mark: UInt8, escapesBackslashes: Bool) {
    position += 1
    while position < text.count {
      let byte = text[position]
      position += 1
      if byte == UInt8(ascii: "\\"), escapesBackslashes {
        position += 1
      } else if byte == mark {
        guard peek() == mark else { break }
        position += 1
      }
    }
    position = min(position, text.count)
  }

  /// - Returns: whether there is a string here, `$$…$$` or `$tag$…$tag$`, which was passed.
  private mutating func scanDollarQuoted() -> Bool {
    var end = position + 1
    while end < text.count, text[end].isIdentifierPart, text[end] != UInt8(ascii: "$") { end += 1 }
    guard end < text.count, text[end] == UInt8(ascii: "$"),
      end == position + 1 || text[position + 1].isIdentifierStart
    else { return false }
    let tag = text[position...end]
    position = end + 1
    while position < text.count {
      if text[position] == UInt8(ascii: "$"), text[position...].starts(with: tag) {
        position += tag.count
        return true
      }
      position += 1
    }
    return true
  }

  // MARK: Comments

  private mutating func skipBlanksAndComments() {
    while position < text.count {
      if text[position].isBlank {
        position += 1
      } else if starts(with: "--") {
        scan { $0 != 0x0A && $0 != 0x0D }
      } else if starts(with: "/*") {
        skipComment()
      } else {
        break
      }
    }
  }

  /// Comments nest.
  private mutating func skipComment() {
    var depth = 0
    repeat {
      if starts(with: "/*") {
        depth += 1
        position += 2
      } else if starts(with: "*/") {
        depth -= 1
        position += 2
      } else {
        position += 1
      }
    } while depth > 0 && position < text.count
  }

  private func starts(with pair: StaticString) -> Bool {
    position + 1 < text.count && text[position] == pair.utf8Start[0]
      && text[position + 1] == pair.utf8Start[1]
  }

  private func peek() -> UInt8? { position < text.count ? text[position] : nil }
}

extension UInt8 {
  fileprivate var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

  fileprivate var isIdentifierStart: Bool {
    (0x61...0x7A).contains(self | 0x20) || self == UInt8(ascii: "_") || self >= 0x80
  }

  fileprivate var isIdentifierPart: Bool {
    isIdentifierStart || (0x30...0x39).contains(self) || self == UInt8(ascii: "$")
  }
}
