internal import CSQLite
package import Engine
internal import Files
package import SchemaModel

/// SQLite, as the library that this program is linked with.
package struct SQLiteEngine: Engine {
  package init() {}

  package var dialect: Dialect { .sqlite }

  package var displayName: String {
    let version = String(cString: sqlite3_libversion()).split(separator: ".")
    return "SQLite " + version.prefix(2).joined(separator: ".")
  }

  package func openScratch() throws -> any Database {
    try SQLiteDatabase(scratch: ())
  }

  package func open(_ url: DatabaseURL, mode: OpenMode) throws -> any Database {
    try SQLiteDatabase(path: url.location, mode: mode)
  }

  package func exists(_ url: DatabaseURL) throws -> Bool {
    try FileSystem.kind(of: url.location) == .file
  }

  /// - Throws: also `FileError`.
  package func remove(_ url: DatabaseURL) throws {
    let session = try open(url, mode: .write)
    try session.run(Script("", path: url.display))
    for suffix in ["-journal", "-wal", "-shm", ""] { try FileSystem.remove(url.location + suffix) }
  }

  package func plan(
    from base: Schema, to target: Schema, renames: [Rename], options: PlanOptions
  ) throws -> Plan {
    try Planner(base: base, target: target, renames: renames, options: options).plan()
  }

  package func standaloneText(
    of script: Script, title: String, recording changes: [RecordChange]
  ) -> String {
    StandaloneScript(script: script, title: title, changes: changes).text
  }
}
