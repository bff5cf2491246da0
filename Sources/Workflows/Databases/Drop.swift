internal import Engine
internal import SchemaModel

/// Removes a whole database.
package struct Drop {
  let url: DatabaseURL
  let engine: any Engine

  package init(project: Project, url: String?) throws {
    self.url = try project.databaseURL(option: url)
    engine = try project.engine(for: self.url.dialect)
  }

  package var displayURL: String { url.display }

  /// Whether there is such a database.
  package func exists() throws -> Bool { try engine.exists(url) }

  /// Removes the database with what belongs to it.
  ///
  /// What is no database, or is locked or in use, is left alone.
  ///
  /// - Throws: `DatabaseError`, `FileError`.
  package func run() throws { try engine.remove(url) }
}
