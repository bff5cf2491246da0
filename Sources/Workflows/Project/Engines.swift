package import Engine
internal import GitRepository
internal import PostgreSQLEngine
internal import SQLiteEngine
package import SchemaModel

/// The engines, set up as the configuration says; a new engine is a line here.
struct Engines: Sendable {
  private let all: [any Engine]

  /// - Throws: `DatabaseError` or `GitError` where a setting cannot be read.
  init(configuration: Configuration, environment: [String: String]) throws {
    func isOn(_ key: String) throws -> Bool {
      try configuration.bool("migrate.postgresql.\(key)") ?? false
    }
    let postgreSQL = PostgreSQLConfiguration(
      environment: environment,
      scratchURL: try configuration.string("migrate.postgresql.scratchUrl").map(DatabaseURL.init),
      comparesPrivileges: try isOn("privileges"), comparesOwners: try isOn("owners"),
      online: try isOn("online"))
    all = [SQLiteEngine(), PostgreSQLEngine(postgreSQL)]
  }

  subscript(dialect: Dialect) -> any Engine {
    guard let engine = all.first(where: { $0.dialect == dialect }) else {
      preconditionFailure("there is an engine for each dialect")
    }
    return engine
  }

  /// The engines of the working tree's dialects, as far as this program has them.
  ///
  /// - Throws: ``SettingsError/unsupportedDialect(_:)`` where it has none of them.
  func availableEngines() throws -> [any Engine] {
    let dialects = try settings(of: workingTree).dialects
    let engines = try dialects.compactMap(engineIfSupported)
    guard engines.isEmpty, let dialect = dialects.first else { return engines }
    throw SettingsError.unsupportedDialect(dialect)
  }

  private func engineIfSupported(_ dialect: Dialect) throws -> (any Engine)? {
    do {
      return try engine(for: dialect)
    } catch SettingsError.unsupportedDialect {
      return nil
    }
  }
}

extension Project {
  /// The engine of a dialect, the same one throughout a command.
  package func engine(for dialect: Dialect) -> any Engine { engines[dialect] }
}
