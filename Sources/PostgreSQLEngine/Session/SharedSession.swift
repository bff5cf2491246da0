internal import Engine

/// A session with a database that others use too, perhaps through a pooler.
///
/// A pooler hands the server's sessions on to other clients: what a transaction sets ends with it.
struct SharedSession {
  let connection: Connection
  let path: String
  /// The server's process that the first transaction was given to.
  let process: Int
  /// How long a lock is waited for by the server's, the role's or the user's own setting.
  let ownLockTimeout: Duration?

  /// Whether a pooler stands before the server: it answers with a process of its own making.
  var isPooled: Bool { process != connection.announcedProcess }

  /// - Throws: ``DatabaseError/poolerWithoutTransactions(path:)``,
  ///   ``DatabaseError/cannotOpen(path:reason:)`` where the server says nothing.
  init(_ connection: Connection, path: String) throws {
    self.connection = connection
    self.path = path
    do {
      try connection.query("BEGIN READ ONLY", within: Self.patience)
      let row = try connection.query(
        "SELECT pg_backend_pid(), setting FROM pg_settings WHERE name = 'lock_timeout'"
      ).first
      try connection.execute("COMMIT")
      process = row?.first?.flatMap { Int($0) } ?? 0
      let setting = row?.last?.flatMap { Int($0) } ?? 0
      ownLockTimeout = setting > 0 ? .milliseconds(setting) : nil
    } catch {
      throw Self.error(error, path: path)
    }
  }

  /// A pooler lets its clients wait too until it has a session for them.
  private static let patience = Duration.seconds(30)

  private static func error(_ failure: ServerFailure, path: String) -> DatabaseError {
    failure.state == SQLState.protocolViolation && failure.message.contains("pooling mode")
      ? .poolerWithoutTransactions(path: path)
      : .cannotOpen(path: path, reason: failure.message.onOneLine)
  }

  /// Whether the pooler gives transactions of one client to several sessions: while the client has
  /// none open, another client gets its session.
  ///
  /// Where it gets none at all, the pooler has given the last one away for good.
  func sharesSessions(with other: () throws -> Connection) throws -> Bool {
    guard isPooled else { return false }
    let second = try other()
    for _ in 1...3 {
      let mine = try connection.query("SELECT pg_backend_pid()")
      let theirs = try? second.query("SELECT pg_backend_pid()", within: .seconds(2))
      guard let theirs else { return false }
      if theirs == mine { return true }
    }
    return false
  }

  /// Runs `body` in a transaction that only reads, with settings that end with it.
  func reading<Result>(
    _ settings: SessionSettings, _ body: () throws -> Result
  ) throws -> Result {
    try connection.execute("BEGIN READ ONLY")
    do {
      try connection.execute(settings.statements)
      let result = try body()
      try connection.execute("COMMIT")
      return result
    } catch {
      _ = try? connection.execute("ROLLBACK")
      throw error
    }
  }
}
