internal import CSQLite
internal import Glibc
package import Engine
package import SchemaModel

/// SQLite, as the library that this program is linked with.
package struct SQLiteEngine: Engine {
  package init() {}

  package var dialect: Dialect { .sqlite }

  package var displayName: String {
    let version = String(cString: sqlite3_libversion()).split(separator: ".")
    return "SQLite " + version.prefix(2).joined(separator: ".")
  }

  package var version: String? { String(cString: sqlite3_libversion()) }

  package func openScratch() throws -> any Database {
    try SQLiteDatabase(scratch: ())
  }

  package func schemaByParts(of scripts: [Script], memory: (any PartMemory)?) -> Schema? {
    schemaByParts(of: scripts, tablesPerPart: 24, memory: memory)
  }

  package var statementsReadWholeCatalog: Bool { true }

  /// A schema is read from the statements that made it, not from what the library prints.
  package var printsSchemasAlike: Bool { true }

  package func open(_ url: DatabaseURL, mode: OpenMode) throws -> any Database {
    try SQLiteDatabase(path: url.location, mode: mode)
  }

  package func exists(_ url: DatabaseURL) -> Bool {
    var status = stat()
    return stat(url.location, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// The file is opened first: what is no database, or is locked, is left alone.
  package func drop(_ url: DatabaseURL) throws {
    try open(url, mode: .write).run(Script("", path: url.display))
    let file = Self.file(behind: url.location)
    let link = file == url.location ? [] : [url.location]
    for path in ["-journal", "-wal", "-shm", ""].map({ file + $0 }) + link {
      guard unlink(path) == 0 || errno == ENOENT else {
        throw DatabaseError.cannotDrop(path: url.display, reason: String(cString: strerror(errno)))
      }
    }
  }

  /// The file that symbolic links lead to.
  private static func file(behind path: String) -> String {
    guard let resolved = realpath(path, nil) else { return path }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  package func plan(
    from base: Schema, to target: Schema, renames: [Rename], options: PlanOptions
  ) throws -> Plan {
    try Planner(base: base, target: target, renames: renames, options: options).plan()
  }

  package func standaloneOpening(isPlain: Bool) -> String { StandaloneScript.remark }

  package func rowStatements(in script: Script) -> [RowStatement] {
    StatementSplitter.statements(of: Tokenizer.tokens(of: script.text)).flatMap { tokens in
      RowStatement.all(in: tokens.sourceText, tokens.map(StatementWord.init)) {
        Name(sqlite: $0.last ?? "")
      }
    }
  }

  package func standaloneText(
    of script: Script, title: String, recording changes: [RecordChange]
  ) -> String {
    StandaloneScript(script: script, title: title, changes: changes).text
  }
}
