internal import Engine
internal import Glibc

/// The advisory lock that keeps two sessions from running revisions in one database at a time.
struct UpgradeLock {
  let connection: Connection
  /// What messages call the database.
  let path: String
  /// How long another session is waited for.
  let patience: Duration

  /// The bytes of `migrate` as a number.
  static let key = 0x6D_69_67_72_61_74_65

  /// Waits outside of a transaction: one that waits would in its turn hold up a
  /// `CREATE INDEX CONCURRENTLY` of the session that has the lock.
  ///
  /// - Throws: ``DatabaseError/locked(path:)``.
  func holding<Result>(_ body: () throws -> Result) throws -> Result {
    let deadline = ContinuousClock.now + patience
    while try !take() {
      guard ContinuousClock.now < deadline else { throw DatabaseError.locked(path: path) }
      usleep(50_000)
    }
    defer { _ = try? connection.query("SELECT pg_advisory_unlock(\(Self.key))") }
    return try body()
  }

  private func take() throws(ServerFailure) -> Bool {
    try connection.query("SELECT pg_try_advisory_lock(\(Self.key))").first?.first == "t"
  }
}
