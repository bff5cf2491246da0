package import Engine
package import Revisions
package import SchemaModel

/// What a database's record says, beside the revision files.
package struct DatabaseStatus: Sendable {
  package var url: String
  package var dialect: Dialect
  /// Whether a pooler stands before the server.
  package var isPooled = false
  package var record: [RecordEntry]
  package var hasRecord: Bool
  /// The revisions that have run and do not belong to this tree's history, newest first.
  package var foreign: [ForeignRevision]
  /// The baseline, where the database has its schema and no record of it; then it is not pending.
  package var unrecordedBaseline: RevisionFile?
  /// The revisions that the files have and the database has not.
  package var pending: [RevisionFile]
  /// Whether the files end in several places, so that none of them can be run up to.
  package var hasSeveralHeads: Bool
  /// The revision that has stopped half-way, if one has.
  package var interruption: Interruption?
  /// What has become of the statement at which it has stopped, where that can be told.
  package var outcome: StepOutcome?
  /// What differs between the database and what its revisions build, where that was looked for.
  package var drift = Drift.none

  /// How a database differs from what its revisions build.
  package enum Drift: Hashable, Sendable {
    case none
    case changes([SchemaChange])
    /// There is no server on which the revisions could be run to compare.
    case unknown
  }

  /// What the record says; ``drift`` is not looked for.
  ///
  /// - Throws: `DatabaseError`.
  package static func read(_ database: DatabaseProject) throws -> DatabaseStatus {
    try read(database, from: try database.open(.read))
  }

  /// What the record says, and the schema beside it; not where a revision has stopped half-way.
  ///
  /// - Throws: `DatabaseError`, and what the revisions throw.
  package static func compare(_ database: DatabaseProject) throws -> DatabaseStatus {
    let session = try database.open(.read)
    var status = try read(database, from: session)
    guard status.foreign.isEmpty, status.interruption == nil else { return status }
    do {
      if !status.hasRecord, let baseline = database.folder.graph.baseline,
        case let schema = try session.schema(), !schema.isEmpty,
        try database.changes(from: schema, toBaseline: baseline).isEmpty
      {
        status.unrecordedBaseline = baseline
        status.pending.removeAll { $0.id == baseline.id }
        return status
      }
      let newest = status.record.last.flatMap { RevisionID($0.revision) }
      let expected = try SnapshotBuilder(engine: database.engine)
        .schema(of: database.folder.graph.chain(to: newest))
      let changes = expected.substantialChanges(to: try session.schema().restricted(to: expected))
      if !changes.isEmpty { status.drift = .changes(changes) }
    } catch DatabaseError.noScratchServer {
      status.drift = .unknown
    }
    return status
  }

  private static func read(
    _ database: DatabaseProject, from session: any Database
  ) throws -> DatabaseStatus {
    let record = try session.record()
    let entries = record ?? []
    let comparison = RecordComparison(database: database, record: entries)
    let known = comparison.known
    let interruption = try session.interruption()
    return DatabaseStatus(
      url: database.displayURL, dialect: database.engine.dialect, isPooled: session.isPooled,
      record: entries,
      hasRecord: record != nil, foreign: try comparison.foreign(after: known.count),
      pending: database.folder.graph.pending(after: Set(known)),
      hasSeveralHeads: database.folder.graph.heads.count > 1,
      interruption: interruption,
      outcome: try interruption.flatMap { stopped in
        try database.script(of: stopped, entries).flatMap {
          try session.outcome(of: $0, after: stopped)
        }
      })
  }
}

extension DatabaseProject {
  /// The script that has stopped; `nil` where its file is not here.
  fileprivate func script(of stopped: Interruption, _ record: [RecordEntry]) throws -> Script? {
    switch stopped.direction {
    case .up:
      try RevisionID(stopped.revision).flatMap { folder.graph[$0] }?.script(.up, engine.dialect)
    case .down: try record.first { $0.revision == stopped.revision }.map(downScript)
    }
  }
}

extension DatabaseStatus {
  package var current: RecordEntry? { record.last }
}
