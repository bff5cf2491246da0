internal import Engine
internal import Glibc

/// The advisory lock that keeps two sessions from running revisions in one database at a time.
struct UpgradeLock {
  let connection: Connection
  /// What messages call the database.
  let path: String
  /// How long another session is waited for.
  let patience: Duration
  /// Is told once who has the lock.
  var tell: ([LockHolder]) -> Void = { _ in }

  /// The bytes of `migrate` as a number.
  static let key = 0x6D_69_67_72_61_74_65

  /// Holds the lock in a session that is ours alone.
  ///
  /// Waits outside of a transaction: one that waits would in its turn hold up a
  /// `CREATE INDEX CONCURRENTLY` of the session that has the lock.
  ///
  /// - Throws: ``DatabaseError/locked(path:)``.
  func holding<Result>(_ body: () throws -> Result) throws -> Result {
    try wait { try take("pg_try_advisory_lock") }
    defer { _ = try? connection.query("SELECT pg_advisory_unlock(\(Self.key))") }
    return try body()
  }

  /// Begins a transaction that has the lock to its end.
  ///
  /// - Parameter beginning: the statements that begin it.
  /// - Throws: ``DatabaseError/locked(path:)``.
  func begin(_ beginning: String) throws {
    try wait {
      try connection.execute(beginning)
      if try take("pg_try_advisory_xact_lock") { return true }
      try connection.execute("ROLLBACK")
      return false
    }
  }

  private func wait(_ isTaken: () throws -> Bool) throws {
    let deadline = ContinuousClock.now + patience
    var hasTold = false
    while try !isTaken() {
      guard ContinuousClock.now < deadline else { throw DatabaseError.locked(path: path) }
      if !hasTold { tell(LockHolders.holders(ofAdvisoryLock: Self.key, asking: connection)) }
      hasTold = true
      usleep(50_000)
    }
  }

  private func take(_ function: String) throws(ServerFailure) -> Bool {
    try connection.query("SELECT \(function)(\(Self.key))").first?.first == "t"
  }
}
