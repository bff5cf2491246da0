internal import Engine

extension DatabaseError {
  /// Runs `body`, and turns what concerns the database as a whole into what it means for the one
  /// that messages call `path`.
  @discardableResult
  static func translating<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let failure as ServerFailure {
      throw DatabaseError(failure, path: path)
    } catch let refusal as ConnectionRefusal {
      throw DatabaseError.cannotOpen(path: path, reason: refusal.summary)
    }
  }

  /// A refusal of a statement that no person has written.
  private init(_ failure: ServerFailure, path: String) {
    switch failure.state {
    case SQLState.readOnlyTransaction: self = .readOnly(path: path)
    case SQLState.lockNotAvailable, SQLState.objectInUse: self = .locked(path: path)
    default:
      self = .statementFailed(StatementFailure(failure, path: path, line: 1, sql: ""))
    }
  }
}

extension StatementFailure {
  init(_ failure: ServerFailure, path: String, line: Int, sql: String) {
    self.init(
      path: path, line: line, sql: sql, reason: failure.message,
      engine: failure.state.isEmpty ? "PostgreSQL" : "PostgreSQL (\(failure.state))",
      detail: failure.detail, hint: failure.hint)
    missingExtension = ExtensionNames.owner(of: failure)
  }
}

extension ConnectionRefusal {
  /// The reason on one line; of several hosts, each has its own.
  var summary: String { reason.onOneLine }
}

extension String {
  /// The lines of the text behind one another.
  var onOneLine: String {
    split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " || $0 == "\t" } }
      .filter { !$0.isEmpty }.joined(separator: "; ")
  }
}
