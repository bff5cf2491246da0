/// What is in files of SQL and no engine reads, or none of this dialect.
///
/// That is: commands of psql and of SQLite's shell; the rows of a dump, what it says of the database as
/// a whole, and that it has the schema `public`; and for SQLite the statements by which a dump of PostgreSQL sets its
/// session, owners, privileges and comments.
package struct SQLNoise {
  /// The text with spaces in the place of noise, so that every line keeps its number.
  package private(set) var readable: [UInt8]
  /// Statements of which a schema keeps nothing, whether an engine reads them or not: by kind, how
  /// many there are, and the first one's line.
  private(set) var skipped: [String: (count: Int, line: Int)] = [:]

  private let isForSQLite: Bool
  /// Whether a statement before has dropped the schema that every database begins with.
  private var lacksPublic = false

  /// - Parameter path: what errors call the text.
  /// - Throws: ``ProviderError/clientCommand(_:program:location:)`` where what follows is not all
  ///   that the file means.
  package init(_ text: [UInt8], dialect: String, path: String) throws(ProviderError) {
    readable = text
    isForSQLite = dialect == "sqlite"
    if text.starts(with: Self.byteOrderMark) { blank(Self.byteOrderMark.indices) }
    var statement = SQLStatementStart(hasTriggerBodies: isForSQLite)
    for token in SQLLexer(readable, quoting: SQLQuoting(dialect: dialect)) {
      switch token.kind {
      case .clientCommand:
        try refuseIfNeeded(ClientCommand(text[token.range]), at: token, path: path)
        blank(token.range)
      case .rows:
        blank(token.range)
      default: break
      }
      statement.append(token, of: text)
      guard statement.isComplete || token.range.upperBound == text.count else { continue }
      note(statement)
      if isNoise(statement.words) { blank(statement.range) }
      if Self.dropsPublic(statement.words) { lacksPublic = true }
      statement = SQLStatementStart(hasTriggerBodies: isForSQLite)
    }
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private mutating func blank(_ range: Range<Int>) {
    for index in range where !(10...13).contains(readable[index]) { readable[index] = ASCII.space }
  }

  private func refuseIfNeeded(
    _ command: ClientCommand, at token: SQLToken, path: String
  ) throws(ProviderError) {
    guard !command.isDispensable else { return }
    let line = line(at: token.range.lowerBound)
    throw .clientCommand(command.name, program: command.program, location: "\(path):\(line)")
  }

  /// Counted from 1.
  private func line(at position: Int) -> Int {
    readable[..<position].count { $0 == ASCII.newline } + 1
  }

  private mutating func note(_ statement: SQLStatementStart) {
    let statement = (words: statement.words, start: statement.range.lowerBound)
    guard let kind = SkippedStatement(words: statement.words, isForSQLite: isForSQLite).kind
    else { return }
    let first = skipped[kind]?.line ?? line(at: statement.start)
    skipped[kind] = ((skipped[kind]?.count ?? 0) + 1, first)
  }

  /// What a person may want to know, in the order of the text.
  func notes(path: String) -> [ModelNote] {
    skipped.sorted { ($0.value.line, $0.key) < ($1.value.line, $1.key) }.map { kind, found in
      .statementsSkipped(kind: kind, count: found.count, first: "\(path):\(found.line)")
    }
  }

  // MARK: Statements

  private func isNoise(_ words: [String]) -> Bool {
    Self.readsRows(words) || Self.isAboutDatabases(words)
      || !lacksPublic && Self.createsPublic(words) || isForSQLite && Self.isForeignToSQLite(words)
  }

  private static func readsRows(_ words: [String]) -> Bool {
    words.first == "COPY" && words.contains("FROM", "STDIN")
  }

  /// What `pg_dump --create` writes: models declare what is in a database.
  private static func isAboutDatabases(_ words: [String]) -> Bool {
    switch words.first {
    case "CREATE", "DROP": words.dropFirst().first == "DATABASE"
    case "ALTER": words.dropFirst().first == "DATABASE" || words.contains("IN", "DATABASE")
    case "COMMENT", "GRANT", "REVOKE": words.contains("ON", "DATABASE")
    default: false
    }
  }

  /// What `pg_dump --schema=public` writes: the schema is there in every new database.
  private static func createsPublic(_ words: [String]) -> Bool {
    guard words.starts(with: ["CREATE", "SCHEMA", "PUBLIC"]) else { return false }
    return words.count == 3 || words[3] == "AUTHORIZATION" && words.count <= 5
  }

  private static func dropsPublic(_ words: [String]) -> Bool {
    words.starts(with: ["DROP", "SCHEMA"]) && words.contains("PUBLIC")
  }

  private static func isForeignToSQLite(_ words: [String]) -> Bool {
    switch words.first {
    case "SET", "GRANT", "REVOKE": true
    case "SELECT": words.prefix(3).contains("SET_CONFIG")
    case "COMMENT": words.dropFirst().first == "ON"
    case "ALTER": isAboutOwners(words)
    default: false
    }
  }

  /// A column may be called owner, and may be renamed.
  private static func isAboutOwners(_ words: [String]) -> Bool {
    if words.starts(with: ["ALTER", "DEFAULT", "PRIVILEGES"]) { return true }
    return !words.contains("RENAME") && words.contains("OWNER", "TO")
  }
}

extension [String] {
  /// Whether one word stands right before another.
  fileprivate func contains(_ first: String, _ second: String) -> Bool {
    zip(self, dropFirst()).contains { $0 == (first, second) }
  }
}
