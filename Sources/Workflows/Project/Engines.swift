package import Engine
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
}
