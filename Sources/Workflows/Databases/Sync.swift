package import Engine
internal import GitRepository
package import Revisions
internal import SchemaModel

/// Brings a database to this tree's newest revision, whichever branch it comes from.
///
/// What its record does not share with this tree's history is taken back, newest first, and then
/// this tree's revisions are run.
package struct Sync {
  let database: DatabaseProject

  package init(_ database: DatabaseProject) { self.database = database }

  /// What is to be done.
  package struct Way: Sendable {
    /// The revisions to take back, newest first.
    package var undone: [ForeignRevision]
    /// The revisions to run, oldest first.
    package var run: [RevisionFile]
    /// What is gone afterwards; `nil` where that cannot be told.
    package var losses: [DataLoss]?
    fileprivate var scripts: [Script]

    /// Whether nothing is lost, as far as can be told.
    package var keepsData: Bool { losses?.isEmpty ?? false }
  }

  /// Finds the way and tries it on a scratch database; nothing is changed.
  ///
  /// - Returns: `nil` where nothing is to be taken back, so that an ``Upgrade`` is all there is to do.
  /// - Throws: ``RevisionRunError`` where a revision cannot be taken back, `DatabaseError`,
  ///   `RevisionGraphError`.
  package func way() throws -> Way? {
    guard let session = try existing() else { return nil }
    let chain = try database.folder.graph.chain(to: database.folder.graph.head?.id)
    let comparison = RecordComparison(database: database, record: try session.record() ?? [])
    let common = try comparison.commonCount(with: chain)
    guard common < comparison.record.count else { return nil }
    let undone = try comparison.foreign(after: common)
    let scripts = try undone.map { try script($0.entry) }
    let trial = UndoTrial(engine: database.engine, database: session, scripts: scripts)
    return Way(
      undone: undone, run: Array(chain[common...]), losses: try trial.losses(), scripts: scripts)
  }

  /// Takes back what the way says; what is to be run is left to an ``Upgrade``.
  ///
  /// - Parameter progress: is told of each revision before it is taken back, and after.
  /// - Throws: `DatabaseError`; the record then says how far it went.
  package func undo(
    _ way: Way, progress: (_ entry: RecordEntry, _ isDone: Bool) -> Void
  ) throws {
    let session = try database.open(.write)
    for (revision, script) in zip(way.undone, way.scripts) {
      progress(revision.entry, false)
      try session.run(
        script, recording: [.remove(revision: revision.entry.revision)],
        expecting: ExpectedHead(revision.entry.revision))
      progress(revision.entry, true)
    }
  }

  private func existing() throws -> (any Database)? {
    do {
      return try database.open(.read)
    } catch DatabaseError.notFound {
      return nil
    }
  }

  /// What ran is taken back with its own script: a file of this tree may have changed since.
  private func script(_ entry: RecordEntry) throws -> Script {
    if !entry.down.isEmpty {
      return try RecordedDown.script(of: entry, dialect: database.engine.dialect)
    }
    guard let revision = try RevisionSearch(database: database).revision(entry) else {
      throw RevisionRunError.irreversible(path: entry.revision, reason: "its way back is lost")
    }
    return try RevisionFile(path: entry.revision, revision: revision, contentID: entry.fileID)
      .script(.down, database.engine.dialect)
  }
}
