package import Engine
internal import GitRepository

extension Project {
  /// The database that a command is for.
  ///
  /// In the order of precedence: the option, `GIT_MIGRATE_DATABASE`, `DATABASE_URL`, and
  /// `migrate.database`, which is never taken from a committed file.
  ///
  /// - Throws: ``DatabaseAddressMissing``, or ``DatabaseError/unsupportedURL(_:)``.
  package func databaseURL(option: String?) throws -> DatabaseURL {
    let text =
      option ?? variable("GIT_MIGRATE_DATABASE") ?? variable("DATABASE_URL")
      ?? configuration.string("migrate.database")
    guard let text else { throw DatabaseAddressMissing() }
    return try DatabaseURL(text)
  }

  private func variable(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// No option, variable or setting names a database.
package struct DatabaseAddressMissing: Error {}
