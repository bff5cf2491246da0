/// A statement as far as it has been read.
struct SQLStatementStart {
  /// The words outside quotes, in upper case.
  private(set) var words: [String] = []

  private let hasTriggerBodies: Bool
  private var start: Int?
  private var end = 0
  private var lastWords: [String] = []

  /// - Parameter hasTriggerBodies: whether `CREATE TRIGGER` holds statements up to its `END`.
  init(hasTriggerBodies: Bool) {
    self.hasTriggerBodies = hasTriggerBodies
  }

  /// From the first token that means something to the end of the last.
  var range: Range<Int> { (start ?? end)..<end }

  mutating func append(_ token: SQLToken, of text: [UInt8]) {
    switch token.kind {
    case .blank, .comment, .clientCommand, .rows: return
    case .quoted, .symbol: remember("")
    case .semicolon: remember(";")
    case .word:
      let word = String(decoding: text[token.range], as: UTF8.self).uppercased()
      words.append(word)
      remember(word)
    }
    start = start ?? token.range.lowerBound
    end = token.range.upperBound
  }

  /// Whether the semicolon that ends the statement has been read.
  var isComplete: Bool {
    isTrigger ? lastWords == [";", "END", ";"] : lastWords.last == ";"
  }

  private mutating func remember(_ word: String) {
    lastWords = lastWords.suffix(2) + [word]
  }

  private var isTrigger: Bool {
    guard hasTriggerBodies, words.first == "CREATE" else { return false }
    let kind = words.dropFirst().first { $0 != "TEMP" && $0 != "TEMPORARY" }
    return kind == "TRIGGER"
  }
}
