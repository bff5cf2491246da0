package import Engine
internal import SQLiteEngine
package import SchemaModel

/// The engines that this program has; a new one is a line here.
package enum Engines {
  package static let all: [any Engine] = [SQLiteEngine()]

  /// - Throws: ``SettingsError/unsupportedDialect(_:)``.
  package static func engine(for dialect: Dialect) throws(SettingsError) -> any Engine {
    guard let engine = all.first(where: { $0.dialect == dialect }) else {
      throw .unsupportedDialect(dialect)
    }
    return engine
  }
}
