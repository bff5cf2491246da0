package import Engine
package import Revisions
package import SchemaModel

/// What a database's record says, beside the revision files.
package struct DatabaseStatus: Sendable {
  package var url: String
  package var record: [RecordEntry]
  package var hasRecord: Bool
  /// The revisions that have run and do not belong to this tree's history, newest first.
  package var foreign: [ForeignRevision]
  /// The revisions that the files have and the database has not.
  package var pending: [RevisionFile]
  /// The revision that has stopped half-way, if one has.
  package var interruption: Interruption?
  /// What differs between the database and what its revisions build; nothing where one has stopped
  /// half-way.
  package var drift: [SchemaChange]

  /// - Throws: `DatabaseError`, and what the revisions throw.
  package static func read(_ database: DatabaseProject) throws -> DatabaseStatus {
    let session = try database.open(.read)
    let record = try session.record()
    let entries = record ?? []
    let comparison = RecordComparison(database: database, record: entries)
    let known = comparison.known
    var status = DatabaseStatus(
      url: database.displayURL, record: entries, hasRecord: record != nil,
      foreign: try comparison.foreign(after: known.count),
      pending: database.folder.graph.pending(after: Set(known)),
      interruption: try session.interruption(), drift: [])
    if status.foreign.isEmpty, status.interruption == nil {
      let expected = try SnapshotBuilder(engine: database.engine)
        .schema(of: database.folder.graph.chain(to: known.last))
      status.drift = expected.substantialChanges(to: try session.schema().restricted(to: expected))
    }
    return status
  }
}

extension DatabaseStatus {
  package var current: RecordEntry? { record.last }
}
