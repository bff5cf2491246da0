package import Engine
package import Revisions
package import SchemaModel

/// What a database's record says, beside the revision files.
package struct DatabaseStatus: Sendable {
  package var url: String
  package var record: [RecordEntry]
  package var hasRecord: Bool
  /// The revisions that the files have and the database has not.
  package var pending: [RevisionFile]
  /// The revision that has stopped half-way, if one has.
  package var interruption: Interruption?
  /// Whether the newest recorded revision is among the files.
  package var isKnown: Bool
  /// What differs between the database and what its revisions build; nothing where one has stopped
  /// half-way.
  package var drift: [SchemaChange]

  /// - Throws: `DatabaseError`, and what the revisions throw.
  package static func read(_ database: DatabaseProject) throws -> DatabaseStatus {
    let session = try database.open(.read)
    let record = try session.record()
    let entries = record ?? []
    let newest = entries.last.flatMap { RevisionID($0.revision) }
    let isKnown = newest.map(database.folder.graph.contains) ?? entries.isEmpty
    var status = DatabaseStatus(
      url: database.displayURL, record: entries, hasRecord: record != nil,
      pending: database.folder.graph.pending(
        after: Set(entries.compactMap { RevisionID($0.revision) })),
      interruption: try session.interruption(), isKnown: isKnown, drift: [])
    if isKnown, status.interruption == nil {
      let expected = try SnapshotBuilder(engine: database.engine)
        .schema(of: database.folder.graph.chain(to: newest))
      status.drift = expected.substantialChanges(to: try session.schema().restricted(to: expected))
    }
    return status
  }
}

extension DatabaseStatus {
  package var current: RecordEntry? { record.last }
}
