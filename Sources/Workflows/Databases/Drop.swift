internal import Engine
internal import Files
internal import SchemaModel

/// Removes a whole database.
package struct Drop {
  let url: DatabaseURL

  package init(project: Project, url: String?) throws {
    self.url = try project.databaseURL(option: url)
  }

  package var displayURL: String { url.display }

  /// Whether there is such a database.
  package func exists() throws -> Bool { try FileSystem.kind(of: url.location) == .file }

  /// Removes the database with what belongs to it.
  ///
  /// The file is opened first: what is no database, or is locked, is left alone.
  ///
  /// - Throws: `DatabaseError`, `FileError`.
  package func run() throws {
    let session = try Engines.engine(for: url.dialect).open(url, mode: .write)
    try session.run(Script("", path: url.display))
    for suffix in ["-journal", "-wal", "-shm", ""] { try FileSystem.remove(url.location + suffix) }
  }
}
