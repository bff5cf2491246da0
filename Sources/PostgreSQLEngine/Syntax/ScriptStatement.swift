/// A statement as it stands in a script.
struct ScriptStatement: Hashable, Sendable {
  /// From its first word to its last, without the semicolon.
  let text: String
  /// The line of its first word.
  let line: Int
  /// The words that it begins with, and the signs between them; strings and numbers left out.
  let words: [Word]
  /// Where each of the words ends, in bytes of the text.
  let ends: [Int]

  enum Word: Hashable, Sendable {
    case plain(String)
    /// A name in double quotes, which are gone.
    case quoted(String)
    /// A sign, such as a parenthesis.
    case mark(UInt8)

    /// The word in capital letters; empty for what cannot be a keyword.
    var keyword: String {
      if case .plain(let text) = self { text.uppercased() } else { "" }
    }

    /// The identifier that the server makes of the word; `nil` for a sign.
    var identifier: String? {
      switch self {
      case .plain(let text): text.lowercased()
      case .quoted(let name): name
      case .mark: nil
      }
    }
  }

  /// The line on which a character stands, counted from 1 as the server does.
  func line(ofCharacter position: Int) -> Int {
    line + text.unicodeScalars.prefix(position - 1).count { $0 == "\n" }
  }

  private func begins(with keywords: String...) -> Bool {
    words.count >= keywords.count && zip(words, keywords).allSatisfy { $0.keyword == $1 }
  }

  var beginsTransaction: Bool { begins(with: "BEGIN") || begins(with: "START", "TRANSACTION") }

  var commits: Bool { begins(with: "COMMIT") || begins(with: "END") }

  /// Whether another transaction begins where the statement ends one.
  var chains: Bool {
    words.contains { $0.keyword == "CHAIN" } && !words.contains { $0.keyword == "NO" }
  }

  /// Whether the statement is one that ends the transaction that it is run in.
  var endsTransaction: Bool {
    switch words.first?.keyword {
    case "COMMIT", "END", "ABORT": true
    case "ROLLBACK": !words.contains { $0.keyword == "TO" }
    case "PREPARE": begins(with: "PREPARE", "TRANSACTION")
    default: false
    }
  }

  /// Whether the statement gives something another name or schema, and does no more.
  var renames: Bool {
    begins(with: "ALTER")
      && (words.contains { $0.keyword == "RENAME" }
        || words.suffix(3).map(\.keyword).prefix(2) == ["SET", "SCHEMA"])
  }

  /// Whether all that the statement does is to set the session.
  var setsSession: Bool { ["SET", "RESET"].contains(words.first?.keyword) }
}
