internal import CSQLite
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

  package func openScratch() throws -> any Database {
    try SQLiteDatabase(scratch: ())
  }

  package func open(_ url: DatabaseURL, mode: OpenMode) throws -> any Database {
    try SQLiteDatabase(path: url.location, mode: mode)
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
