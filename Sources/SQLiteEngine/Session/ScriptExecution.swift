internal import CSQLite
internal import Engine

/// The statements of a script, run one after the other.
struct ScriptExecution {
  let connection: Connection
  let script: Script
  /// Is told when a statement has given a table or a column another name.
  var afterRename: (RenameStatement) throws -> Void = { _ in }

  func run() throws {
    connection.authorizer.keepsTransaction = script.options.isTransactional
    defer { connection.authorizer.keepsTransaction = false }
    try script.text.withCString { start in
      var position = 0
      while start[position] != 0 {
        position = try executeStatement(at: position, in: start)
      }
      guard position == script.text.utf8.count else {
        throw error(.of(code: SQLITE_ERROR, "the script contains a NUL"), at: position)
      }
    }
    guard script.options.isTransactional || connection.isAutocommit else {
      throw error(.of(code: SQLITE_ERROR, "the script leaves a transaction open"), at: 0)
    }
  }

  /// - Returns: where the next statement begins.
  private func executeStatement(at position: Int, in start: UnsafePointer<CChar>) throws -> Int {
    connection.authorizer.forgetRefusal()
    var handle: OpaquePointer?
    var tail: UnsafePointer<CChar>?
    var code = sqlite3_prepare_v2(connection.handle, start + position, -1, &handle, &tail)
    defer { sqlite3_finalize(handle) }
    if code == SQLITE_OK, let handle { code = step(handle) }
    guard code == SQLITE_OK || code == SQLITE_DONE else {
      throw error(connection.failure(code: code), at: position)
    }
    if let sql = sqlite3_sql(handle), let rename = RenameStatement(String(cString: sql)) {
      try afterRename(rename)
    }
    return tail.map { $0 - start } ?? position
  }

  /// Runs a statement to its end.
  private func step(_ statement: OpaquePointer) -> Int32 {
    connection.authorizer.isStepping = true
    defer { connection.authorizer.isStepping = false }
    var code: Int32
    repeat { code = sqlite3_step(statement) } while code == SQLITE_ROW
    return code
  }

  /// A refusal that concerns the database as a whole stays as it is; one of the statement is placed.
  private func error(_ failure: SQLiteFailure, at offset: Int) -> any Error {
    guard DatabaseError(failure, path: "") == nil else { return failure }
    let text = Array(script.text.utf8)
    let rest = text[offset...]
    let mistake = offset + (failure.offset ?? Tokenizer.blanks(before: rest))
    return DatabaseError.statementFailed(
      StatementFailure(
        path: script.path,
        line: script.firstLine + text[..<min(mistake, text.count)].count { $0 == 0x0A },
        sql: Tokenizer.firstStatement(in: rest), reason: failure.reason, engine: "SQLite",
        hint: failure.reason.hasSuffix(DeclarationRewrite.refusal) ? Self.copyingHint : nil))
  }

  private static let copyingHint = """
    To have its rows copied instead, run
      git config migrate.sqlite.inPlace false && git migrate prepare --amend
    """
}

extension SQLiteFailure {
  fileprivate static func of(code: Int32, _ reason: String) -> SQLiteFailure {
    SQLiteFailure(code: code, reason: reason)
  }
}
