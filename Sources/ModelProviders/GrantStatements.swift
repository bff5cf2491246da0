/// The statements of models that say who may do what.
package struct GrantStatements: Hashable, Sendable {
  /// Where the first stands: `schema.sql:12`.
  package private(set) var first = ""
  package private(set) var count = 0

  /// - Returns: `nil` where there are none.
  package init?(in scripts: [SourceText]) {
    for script in scripts { read(script) }
    if count == 0 { return nil }
  }

  private mutating func read(_ script: SourceText) {
    let text = Array(script.text.utf8)
    var statement = SQLStatementStart(hasTriggerBodies: false)
    for token in SQLLexer(text, quoting: SQLQuoting(dialect: "postgresql")) {
      statement.append(token, of: text)
      guard statement.isComplete || token.range.upperBound == text.count else { continue }
      if Self.isGrant(statement.words) { add(script, text[..<statement.range.lowerBound]) }
      statement = SQLStatementStart(hasTriggerBodies: false)
    }
  }

  private mutating func add(_ script: SourceText, _ before: ArraySlice<UInt8>) {
    if count == 0 {
      first = "\(script.path):\(script.firstLine + before.count { $0 == ASCII.newline })"
    }
    count += 1
  }

  private static func isGrant(_ words: [String]) -> Bool {
    words.first == "GRANT" || words.first == "REVOKE"
      || words.starts(with: ["ALTER", "DEFAULT", "PRIVILEGES"])
  }
}
