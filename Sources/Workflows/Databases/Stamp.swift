internal import Engine
package import Revisions
package import SchemaModel

/// Writes into a database's record what has run there, without running it.
package struct Stamp {
  let database: DatabaseProject

  package init(_ database: DatabaseProject) { self.database = database }

  package struct Report: Sendable {
    /// The revision that the database stands at now; `nil` for none.
    package var revision: RevisionFile?
    /// What the database has beside what the revisions build, and no revision knows of.
    package var extras: [SchemaChange] = []
  }

  /// - Parameter isForced: whether to record what the schema does not bear out, too.
  /// - Throws: `RevisionGraphError`, `DatabaseError`, ``DatabaseStateError``.
  package func run(
    _ target: String, isForced: Bool = false, clock: () -> String
  ) throws -> Report {
    let session = try database.open(.write)
    let record = try session.record() ?? []
    let newest = record.last?.revision
    let id = try database.target(target, current: newest.flatMap { RevisionID($0) })
    let chain = try database.folder.graph.chain(to: id)
    var report = Report(revision: chain.last)
    if !isForced { report.extras = try compare(session, with: chain) }
    let stopped = try session.interruption().map(\.revision)
    let removals = (record.map(\.revision) + [stopped].compactMap(\.self))
      .map { RecordChange.remove(revision: $0) }
    let additions = chain.map {
      RecordChange.append($0.entry(for: database.engine.dialect, at: clock()))
    }
    try session.run(
      Script("", path: "<stamp>"), recording: removals + additions,
      expecting: ExpectedHead(newest))
    return report
  }

  /// - Returns: what the database has that no revision knows of.
  private func compare(
    _ session: any Database, with chain: [RevisionFile]
  ) throws -> [SchemaChange] {
    let name = chain.last?.id.text ?? "base"
    do {
      let builder = SnapshotBuilder(engine: database.engine)
      let expected = try builder.schema(of: chain)
      let known = try KnownNames(of: expected, and: database.folder, builder)
      let actual = known.part(of: try session.schema())
      let extras = expected.substantialChanges(to: actual).filter(known.isForeign)
      let foreign = Set(extras.map(\.reversed))
      let missing = actual.substantialChanges(to: expected).filter { !foreign.contains($0) }
      guard missing.isEmpty else {
        throw DatabaseStateError.stampDiffers(revision: name, missing)
      }
      return extras
    } catch DatabaseError.noScratchServer {
      throw DatabaseStateError.stampUnknown(revision: name)
    }
  }
}
