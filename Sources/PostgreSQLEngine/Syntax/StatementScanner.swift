/// Finds the statements of a script, by PostgreSQL's rules of quoting.
///
/// What ends a statement is psql's rule: a semicolon outside of quotes, comments, parentheses and
/// the body of an SQL function that is written with `BEGIN ATOMIC`.
/// https://www.postgresql.org/docs/current/sql-syntax-lexical.html
struct StatementScanner {
  /// How many words of a statement are kept.
  static let mostWords = 96

  private let text: [UInt8]
  private var position = 0
  private var line: Int

  init(_ text: String, firstLine: Int = 1) {
    self.text = Array(text.utf8)
    line = firstLine
  }

  /// The next statement; `nil` at the end of the text.
  ///
  /// - Parameter escapesBackslashes: whether a backslash quotes in ordinary strings, as it does
  ///   where `standard_conforming_strings` is off.
  mutating func next(escapesBackslashes: Bool = false) -> ScriptStatement? {
    while true {
      var body = StatementBody()
      var start: (position: Int, line: Int)?
      while let token = nextToken(escapesBackslashes: escapesBackslashes) {
        if token.kind == .semicolon, !body.isNested { break }
        if start == nil { start = (token.range.lowerBound, token.line) }
        body.append(token, word: word(token))
      }
      if let start {
        let end = body.end
        return ScriptStatement(
          text: String(decoding: text[start.position..<end], as: UTF8.self), line: start.line,
          words: body.words, ends: body.ends.map { $0 - start.position })
      }
      if position >= text.count { return nil }
    }
  }

  static func statements(of text: String, firstLine: Int = 1) -> [ScriptStatement] {
    var scanner = StatementScanner(text, firstLine: firstLine)
    var statements: [ScriptStatement] = []
    while let statement = scanner.next() { statements.append(statement) }
    return statements
  }

  /// A statement without the first of its words that is this one and stands in no parentheses.
  static func text(of statement: String, without keyword: String) -> String? {
    var scanner = StatementScanner(statement)
    var depth = 0
    while let token = scanner.nextToken(escapesBackslashes: false) {
      switch scanner.word(token) {
      case .mark(UInt8(ascii: "(")): depth += 1
      case .mark(UInt8(ascii: ")")): depth -= 1
      case let word? where depth == 0 && word.keyword == keyword:
        let rest = scanner.text[..<token.range.lowerBound] + scanner.text[token.range.upperBound...]
        return String(decoding: rest, as: UTF8.self)
      default: break
      }
    }
    return nil
  }

  // MARK: Tokens

  private func word(_ token: Token) -> ScriptStatement.Word? {
    let bytes = text[token.range]
    switch token.kind {
    case .word: return .plain(String(decoding: bytes, as: UTF8.self))
    case .quotedName:
      let name = String(decoding: bytes.dropFirst().dropLast(), as: UTF8.self)
      return .quoted(
        name.split(separator: "\"\"", omittingEmptySubsequences: false).joined(separator: "\""))
    case .punctuation: return .mark(bytes.first ?? 0)
    default: return nil
    }
  }

  fileprivate struct Token {
    enum Kind { case word, quotedName, string, number, punctuation, semicolon }

    let kind: Kind
    let range: Range<Int>
    let line: Int
  }

  private mutating func nextToken(escapesBackslashes: Bool) -> Token? {
    skipBlanksAndComments()
    guard position < text.count else { return nil }
    let start = position
    let startLine = line
    let kind = scanToken(escapesBackslashes: escapesBackslashes)
    line += text[start..<position].count { $0 == 0x0A }
    return Token(kind: kind, range: start..<position, line: startLine)
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
    let start = position
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
    line += text[start..<position].count { $0 == 0x0A }
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

/// What is known of a statement while it is read.
private struct StatementBody {
  private(set) var words: [ScriptStatement.Word] = []
  private(set) var ends: [Int] = []
  private(set) var end = 0
  private var parentheses = 0
  private var blocks = 0

  /// Whether a semicolon here belongs to the statement.
  var isNested: Bool { parentheses > 0 || blocks > 0 }

  mutating func append(_ token: StatementScanner.Token, word: ScriptStatement.Word?) {
    end = token.range.upperBound
    guard let word else { return }
    if words.count < StatementScanner.mostWords {
      words.append(word)
      ends.append(end)
    }
    switch word {
    case .mark(UInt8(ascii: "(")): parentheses += 1
    case .mark(UInt8(ascii: ")")): parentheses = max(0, parentheses - 1)
    case .plain(let text) where parentheses == 0: countBlocks(text.uppercased())
    default: break
    }
  }

  private mutating func countBlocks(_ word: String) {
    switch word {
    case "BEGIN" where isRoutine: blocks += 1
    case "CASE" where blocks > 0: blocks += 1
    case "END" where blocks > 0: blocks -= 1
    default: break
    }
  }

  private var isRoutine: Bool {
    let start = words.prefix(4).map(\.keyword)
    guard start.first == "CREATE" else { return false }
    let kind =
      start.dropFirst().starts(with: ["OR", "REPLACE"]) ? start.dropFirst(3) : start.dropFirst()
    return kind.first == "FUNCTION" || kind.first == "PROCEDURE"
  }
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
