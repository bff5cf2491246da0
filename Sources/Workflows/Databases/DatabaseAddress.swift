package import Engine
internal import Files
internal import GitRepository
package import SchemaModel

extension Project {
  /// The database that a command is for.
  ///
  /// In the order of precedence: the option, `GIT_MIGRATE_DATABASE`, `DATABASE_URL`, and
  /// `migrate.database`, which is never taken from a committed file. A project whose database is on
  /// a PostgreSQL server can name it as libpq's own programs do: `PGSERVICE`, `PGDATABASE`.
  ///
  /// The path of a file in a setting is one from the project's folder, and else from the current one.
  ///
  /// - Throws: ``DatabaseAddressMissing``, ``DatabaseOfOtherDialect``, or ``DatabaseError/unsupportedURL(_:)``.
  package func databaseURL(option: String?) throws -> DatabaseURL {
    let url = try namedURL(option) ?? configuredURL ?? libpqURL.map(DatabaseURL.init)
    guard let url else {
      throw DatabaseAddressMissing(dialect: firstDialect, key: name.key("migrate.database"))
    }
    try refuseOtherDialect(url)
    return url
  }

  private func namedURL(_ option: String?) throws -> DatabaseURL? {
    try (option ?? variable("GIT_MIGRATE_DATABASE") ?? variable("DATABASE_URL"))
      .map(DatabaseURL.init)
  }

  private var configuredURL: DatabaseURL? {
    get throws {
      try configuration.string("migrate.database").map { text in
        try DatabaseURL(text).replacingRelativePath(pathFromHere)
      }
    }
  }

  /// A path that is seen from the project's folder, as it is from the current one.
  private func pathFromHere(_ path: String) -> String {
    let place = PlaceInTree(root: root).path(of: FileSystem.currentDirectory)
    if place == name.folder { return path }
    guard let place, let inTree = TreePath.normalized(name.path(path)) else {
      return root + "/" + name.path(path)
    }
    return TreePath.relative(inTree, to: place)
  }

  /// Whether git's configuration names a database that is this project's.
  package var hasDatabase: Bool { configuration.string("migrate.database") != nil }

  /// Revisions are proved for the dialects that the project names, where it names any.
  private func refuseOtherDialect(_ url: DatabaseURL) throws {
    guard !configuration.strings("migrate.dialect").isEmpty,
      let dialects = try? Settings.dialects(in: configuration), !dialects.contains(url.dialect)
    else { return }
    throw DatabaseOfOtherDialect(
      url: url.display, dialect: url.dialect, dialects: dialects,
      path: name.configurationPath)
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

/// A database of a dialect that the project has no revisions for.
package struct DatabaseOfOtherDialect: Error, Hashable, Sendable {
  /// What messages call the database.
  package let url: String
  package let dialect: Dialect
  /// Those of the project.
  package let dialects: [Dialect]
  /// The project's configuration file.
  package let path: String
}

/// No option, variable or setting names a database.
package struct DatabaseAddressMissing: Error {
  /// The project's first dialect.
  package let dialect: Dialect
  /// The setting of git's that would name the project's database.
  package let key: String
}
