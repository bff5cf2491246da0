internal import Engine

extension Script {
  /// The refusal of a run for what no revision has made.
  ///
  /// - Parameter sql: the statement that does not put it back.
  func refusal(of reason: String, sql: String = "", hint: String? = nil) -> DatabaseError {
    .statementFailed(
      StatementFailure(
        path: path, line: firstLine, sql: sql, reason: reason, engine: "SQLite", hint: hint))
  }
}
