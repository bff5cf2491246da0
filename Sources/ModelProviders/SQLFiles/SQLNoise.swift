/// What is in files of SQL and no engine reads, or none of this dialect.
///
/// That is: commands of psql and of SQLite's shell; and for SQLite the statements by which a dump
/// of PostgreSQL sets its session, owners, privileges and comments.
enum SQLNoise {
  /// The text with spaces in the place of noise, so that every line keeps its number.
  static func blanked(_ text: [UInt8], dialect: String) -> [UInt8] {
    var result = text
    if text.starts(with: byteOrderMark) { blank(byteOrderMark.indices, in: &result) }
    var statement = SQLStatementStart(hasTriggerBodies: dialect == "sqlite")
    for token in SQLLexer(result, quoting: SQLQuoting(dialect: dialect)) {
      if token.kind == .clientCommand { blank(token.range, in: &result) }
      statement.append(token, of: text)
      guard statement.isComplete || token.range.upperBound == text.count else { continue }
      if dialect == "sqlite" && isNoise(statement.words) { blank(statement.range, in: &result) }
      statement = SQLStatementStart(hasTriggerBodies: dialect == "sqlite")
    }
    return result
  }

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private static func blank(_ range: Range<Int>, in bytes: inout [UInt8]) {
    for index in range where !(10...13).contains(bytes[index]) { bytes[index] = ASCII.space }
  }

  private static func isNoise(_ words: [String]) -> Bool {
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
    return !words.contains("RENAME")
      && zip(words, words.dropFirst()).contains { $0 == ("OWNER", "TO") }
  }
}
