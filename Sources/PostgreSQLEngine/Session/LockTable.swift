internal import Engine

/// The server's table of locks, which has room for a number of tables and indexes that is set when
/// it starts.
///
/// https://www.postgresql.org/docs/current/runtime-config-locks.html
struct LockTable {
  let connection: Connection

  /// - Returns: the error; where a script had no room there, with what the setting has to be.
  func explaining(_ error: any Error, of script: Script) -> any Error {
    guard case .statementFailed(var failure) = error as? DatabaseError,
      failure.isOf(SQLState.outOfMemory),
      let setting = (try? connection.query("SHOW max_locks_per_transaction"))?.first?.first
        .flatMap({ $0.flatMap { Int($0) } })
    else { return error }
    let (statements, done) = progress(of: script, at: failure.line)
    failure.hint = """
      a transaction of \(statements) statements needs max_locks_per_transaction to be about \
      \(Self.need(setting, for: statements, after: done)); it is \(setting) on this server
      """
    return DatabaseError.statementFailed(failure)
  }

  /// How many statements the script has, and how many of them stand before the one at a line.
  private func progress(of script: Script, at line: Int) -> (all: Int, before: Int) {
    let statements = StatementScanner.statements(of: script.text, firstLine: script.firstLine)
    return (statements.count, statements.count { $0.line < line })
  }

  /// What has run tells how many locks the rest takes; a quarter more is for other sessions.
  static func need(_ setting: Int, for statements: Int, after done: Int) -> Int {
    let whole = Double(setting) * Double(statements) / Double(max(done, 1)) * 1.25
    return (Int(whole) / 64 + 1) * 64
  }
}
