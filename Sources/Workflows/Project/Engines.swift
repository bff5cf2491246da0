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
