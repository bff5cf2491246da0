package import SchemaModel

/// A session with one database.
///
/// Not to be shared between tasks.
package protocol Database: AnyObject {
  /// Runs a script, and changes the record together with it.
  ///
  /// A transactional script that fails leaves the database as it was. `expecting` guards against
  /// another session: where the newest recorded revision is another one, nothing is run.
  ///
  /// - Throws: ``DatabaseError``.
  func run(_ script: Script, recording changes: [RecordChange], expecting: ExpectedHead?) throws

  /// The schema, without the record's own table.
  func schema() throws -> Schema

  /// What has run here, oldest first; `nil` where the database has no record.
  func record() throws -> [RecordEntry]?

  /// The revision that has stopped half-way, if one has.
  ///
  /// A script that is not transactional is run on from there: ``run(_:recording:expecting:)`` leaves
  /// out the statements that have run. Until then no other revision is run.
  func interruption() throws -> Interruption?

  /// The schema as another program of the engine tells it; `nil` where there is none at hand.
  func dump() throws -> SchemaDump?

  /// Whether a query returns a row.
  ///
  /// - Throws: ``DatabaseError``.
  func finds(_ query: String) throws -> Bool

  /// What the last run of a script has put back that no revision has made, in words.
  var restored: [String] { get }

  /// Runs a script without a record, and watches what its statements do to tables.
  func watch(_ script: Script) throws -> [StatementEffect]

  /// Puts rows of made-up values into every table, as many as its constraints let in.
  ///
  /// - Returns: the number of rows that are there afterwards.
  func fill(rowsPerTable: Int) throws -> Int

  /// The database's present state; `nil` where it holds rows, or where the engine keeps no states.
  func template() throws -> ScratchTemplate?

  /// The rows of a table, each value as an SQL literal, in the order of the literals.
  func rows(of columns: [Name], in table: Name) throws -> [[String]]

  /// What a virtual table tells of its rows, as far as that is kept when its declaration changes.
  ///
  /// Each element of a facet begins with the number of the row.
  func facets(of virtualTable: SchemaObject) throws -> [Facet: [[String]]]
}

extension Database {
  package func template() throws -> ScratchTemplate? { nil }

  package func facets(of virtualTable: SchemaObject) throws -> [Facet: [[String]]] { [:] }

  package func run(_ script: Script) throws {
    try run(script, recording: [], expecting: nil)
  }

  package func dump() throws -> SchemaDump? { nil }

  package var restored: [String] { [] }

  package func interruption() throws -> Interruption? { nil }

  package func watch(_ script: Script) throws -> [StatementEffect] {
    try run(script)
    return []
  }
}

/// The revision that a session expects to be the newest in a database's record.
package struct ExpectedHead: Hashable, Sendable {
  /// `nil` means that none has run.
  package let revision: String?

  package init(_ revision: String?) { self.revision = revision }
}
