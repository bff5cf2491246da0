package import Engine
internal import GitRepository
package import SchemaModel

extension Project {
  /// The database that a command is for.
  ///
  /// In the order of precedence: the option, `GIT_MIGRATE_DATABASE`, `DATABASE_URL`, and
  /// `migrate.database`, which is never taken from a committed file. A project whose database is on
  /// a PostgreSQL server can name it as libpq's own programs do: `PGSERVICE`, `PGDATABASE`.
  ///
  /// - Throws: ``DatabaseAddressMissing``, or ``DatabaseError/unsupportedURL(_:)``.
  package func databaseURL(option: String?) throws -> DatabaseURL {
    let text =
      option ?? variable("GIT_MIGRATE_DATABASE") ?? variable("DATABASE_URL")
      ?? configuration.string("migrate.database") ?? libpqURL
    guard let text else { throw DatabaseAddressMissing(dialect: firstDialect) }
    return try DatabaseURL(text)
  }

  private var libpqURL: String? {
    guard firstDialect == .postgresql else { return nil }
    return variable("PGSERVICE").map { "postgresql://?service=\($0)" }
      ?? variable("PGDATABASE").map { "postgresql:///\($0)" }
  }

  /// The dialect that is meant where nothing names one.
  package var firstDialect: Dialect {
    (try? Settings.dialects(in: configuration).first) ?? .sqlite
  }

  private func variable(_ name: String) -> String? {
    environment[name].flatMap { $0.isEmpty ? nil : $0 }
  }
}

/// No option, variable or setting names a database.
package struct DatabaseAddressMissing: Error {
  /// The project's first dialect.
  package let dialect: Dialect
}
