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

extension Project {
  /// The engines of the working tree's dialects, as far as this program has them.
  ///
  /// - Throws: ``SettingsError/unsupportedDialect(_:)`` where it has none of them.
  func availableEngines() throws -> [any Engine] {
    let dialects = try settings(of: workingTree).dialects
    let engines = Engines.all.filter { dialects.contains($0.dialect) }
    guard engines.isEmpty, let dialect = dialects.first else { return engines }
    throw SettingsError.unsupportedDialect(dialect)
  }
}
