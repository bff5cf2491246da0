package import SchemaModel

/// A kind of database server or library that revisions can be written for and run on.
package protocol Engine: Sendable {
  var dialect: Dialect { get }

  /// Name and version for people, such as `SQLite 3.40`.
  var displayName: String { get }

  /// The exact version, where it is known without starting a server: what another version prints of
  /// a schema may differ.
  var version: String? { get }

  /// The roles that models or revisions spoke of, and that were made on the throwaway server.
  var rolesMade: [String] { get }

  /// Removes what runs that were killed have left on a server.
  func removeLeftovers()

  /// Opens an empty throwaway database of the real engine.
  func openScratch() throws -> any Database

  /// The schema that scripts lead to from an empty database, by a way that takes large ones less
  /// time than running all in one.
  ///
  /// - Parameter memory: knows the parts that need not be run again.
  /// - Returns: `nil` where there is no such way, or where a script fails.
  func schemaByParts(of scripts: [Script], memory: (any PartMemory)?) -> Schema?

  /// Whether a statement that makes, alters or drops a table takes time for all tables that there are,
  /// so that many statements run sooner in several small databases than in a large one.
  var statementsReadWholeCatalog: Bool { get }

  /// Whether every version tells a schema in the same words, so that digests can be compared.
  var printsSchemasAlike: Bool { get }

  /// Opens the database that a URL names.
  ///
  /// - Throws: ``DatabaseError`` where it cannot be opened in that mode.
  func open(_ url: DatabaseURL, mode: OpenMode) throws -> any Database

  /// Whether there is the database that a URL names.
  func exists(_ url: DatabaseURL) throws -> Bool

  /// Removes the database that a URL names, with what belongs to it.
  ///
  /// What is no database, or is in use, is left alone.
  ///
  /// - Throws: ``DatabaseError``.
  func drop(_ url: DatabaseURL) throws

  /// The statements that lead from one schema to another.
  ///
  /// Renames come first: the rest of the plan leads from the renamed schema to the target. The plan
  /// is exact by the engine's documented rules; proving it is the caller's business.
  func plan(
    from base: Schema, to target: Schema, renames: [Rename], options: PlanOptions
  ) throws -> Plan

  /// What makes a database with one schema write its rows as it will with another, where that is all
  /// that changes for them: labels that get other names, attributes that come to composite types.
  ///
  /// - Returns: `nil` where rows are written as they were.
  func notation(from base: Schema, to target: Schema, renames: [Rename]) -> Notation?

  /// What stands above such scripts: how the engine's own client comes to stop at the first error.
  ///
  /// - Parameter isPlain: whether to leave out what only that client understands.
  func standaloneOpening(isPlain: Bool) -> String

  /// The statements of a script that change rows, those of trigger and function bodies left out.
  func rowStatements(in script: Script) -> [RowStatement]

  /// A script with its transaction, settings and record, safe to run in any client that stops at
  /// the first error.
  ///
  /// It begins by making sure that the record is where the script follows, and records at its end.
  func standaloneText(
    of script: Script, title: String, recording changes: [RecordChange]
  ) -> String
}

extension Engine {
  package var rolesMade: [String] { [] }

  package func removeLeftovers() {}

  package func notation(from base: Schema, to target: Schema, renames: [Rename]) -> Notation? {
    nil
  }

  package func standaloneOpening(isPlain: Bool) -> String { "" }

  package func rowStatements(in script: Script) -> [RowStatement] { [] }

  package func schemaByParts(of scripts: [Script], memory: (any PartMemory)?) -> Schema? { nil }

  package var statementsReadWholeCatalog: Bool { false }

  package var printsSchemasAlike: Bool { false }

  /// The schema that scripts lead to from an empty database.
  ///
  /// - Throws: ``DatabaseError``.
  package func schema(
    of scripts: [Script], memory: (any PartMemory)? = nil
  ) throws -> Schema {
    try schemaByParts(of: scripts, memory: memory) ?? openScratch(running: scripts).schema()
  }

  /// A scratch database in which scripts have run.
  package func openScratch(running scripts: [Script]) throws -> any Database {
    let database = try openScratch()
    for script in scripts { try database.run(script) }
    return database
  }
}

/// What a database is opened for.
package enum OpenMode: Sendable {
  /// Only to look; a database that does not exist is an error.
  case read
  /// To run revisions in it; a database that does not exist is an error.
  case write
  /// As ``write``; a database that does not exist is created.
  case create
}
