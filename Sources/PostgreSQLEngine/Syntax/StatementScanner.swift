/// Finds the statements of a script, by PostgreSQL's rules of quoting.
///
/// What ends a statement is psql's rule: a semicolon outside of quotes, comments, parentheses and
/// the body of an SQL function that is written with `BEGIN ATOMIC`.
/// https://www.postgresql.org/docs/current/sql-syntax-lexical.html
struct StatementScanner {
  /// How many words of a statement are kept.
  static let mostWords = 96

  private var lexer: Lexer
  private var line: Int
  /// Up to where lines have been counted.
  private var counted = 0

  init(_ text: String, firstLine: Int = 1) {
    lexer = Lexer(text)
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
      while let token = lexer.next(escapesBackslashes: escapesBackslashes) {
        if token.kind == .semicolon, !body.isNested { break }
        if start == nil { start = (token.range.lowerBound, self.line(at: token.range.lowerBound)) }
        body.append(token, word: word(token))
      }
      if let start {
        let end = body.end
        return ScriptStatement(
          text: String(decoding: lexer.text[start.position..<end], as: UTF8.self), line: start.line,
          words: body.words, ends: body.ends.map { $0 - start.position })
      }
      if lexer.isAtEnd { return nil }
    }
  }

  private mutating func line(at position: Int) -> Int {
    line += lexer.text[counted..<position].count { $0 == 0x0A }
    counted = position
    return line
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
    while let token = scanner.lexer.next() {
      switch scanner.word(token) {
      case .mark(UInt8(ascii: "(")): depth += 1
      case .mark(UInt8(ascii: ")")): depth -= 1
      case let word? where depth == 0 && word.keyword == keyword:
        let text = scanner.lexer.text
        let rest = text[..<token.range.lowerBound] + text[token.range.upperBound...]
        return String(decoding: rest, as: UTF8.self)
      default: break
      }
    }
    return nil
  }

  private func word(_ token: Lexer.Token) -> ScriptStatement.Word? {
    let bytes = lexer.text[token.range]
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

  mutating func append(_ token: Lexer.Token, word: ScriptStatement.Word?) {
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
