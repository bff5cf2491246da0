package import Engine
internal import SQLiteEngine
package import SchemaModel
internal import Synchronization

/// SQLite, counting the scratch databases that are opened.
package final class CountingEngine: Engine {
  package let statementsReadWholeCatalog: Bool
  private let engine = SQLiteEngine()
  private let count = Mutex(0)

  /// - Parameter isDivided: whether a proof may try a schema in several small databases.
  package init(isDivided: Bool = false) { statementsReadWholeCatalog = isDivided }

  package var scratchCount: Int { count.withLock { $0 } }
  package var dialect: Dialect { engine.dialect }
  package var displayName: String { engine.displayName }
  package var version: String? { engine.version }

  package func openScratch() throws -> any Database {
    count.withLock { $0 += 1 }
    return try engine.openScratch()
  }

  package func open(_ url: DatabaseURL, mode: OpenMode) throws -> any Database {
    try engine.open(url, mode: mode)
  }

  package func exists(_ url: DatabaseURL) throws -> Bool { engine.exists(url) }

  package func drop(_ url: DatabaseURL) throws { try engine.drop(url) }

  package func plan(
    from base: Schema, to target: Schema, renames: [Rename], options: PlanOptions
  ) throws -> Plan {
    try engine.plan(from: base, to: target, renames: renames, options: options)
  }

  package func standaloneText(
    of script: Script, title: String, recording changes: [RecordChange]
  ) -> String {
    engine.standaloneText(of: script, title: title, recording: changes)
  }
}
