package import Engine
internal import GitRepository
internal import SQLiteEngine
package import SchemaModel

extension Project {
  /// The engine of a dialect, set up as the configuration says; a new engine is a line here.
  ///
  /// - Throws: ``SettingsError/unsupportedDialect(_:)``.
  package func engine(for dialect: Dialect) throws -> any Engine {
    switch dialect {
    case .sqlite: SQLiteEngine()
    case .postgresql: throw SettingsError.unsupportedDialect(dialect)
    }
  }

  /// What builds snapshots in a dialect and keeps them in the repository, where there is one.
  func builder(for dialect: Dialect) throws -> SnapshotBuilder {
    let cache = repository.map { SnapshotCache(commonDirectory: $0.commonDirectory) }
    return SnapshotBuilder(engine: try engine(for: dialect), cache: cache)
  }
}
