internal import Engine

/// Removes a whole database.
package struct Drop {
  private let url: DatabaseURL
  private let engine: any Engine

  package init(project: Project, url: String?) throws {
    self.url = try project.databaseURL(option: url)
    engine = project.engine(for: self.url.dialect)
  }

  package var displayURL: String { url.display }

  /// Whether there is such a database.
  package func exists() throws -> Bool { try engine.exists(url) }

  /// Removes the database with what belongs to it.
  ///
  /// - Throws: `DatabaseError`.
  package func run() throws { try engine.drop(url) }
}
