internal import Engine
package import Revisions

/// Writes into a database's record what has run there, without running it.
package struct Stamp {
  let database: DatabaseProject

  package init(_ database: DatabaseProject) { self.database = database }

  /// - Returns: the revision that the database stands at now; `nil` for none.
  /// - Throws: `RevisionGraphError`, `DatabaseError`.
  package func run(_ target: String, clock: () -> String) throws -> RevisionFile? {
    let session = try database.open(.write)
    let record = try session.record() ?? []
    let newest = record.last?.revision
    let id = try database.target(target, current: newest.flatMap { RevisionID($0) })
    let chain = try database.folder.graph.chain(to: id)
    let stopped = try session.interruption().map(\.revision)
    let removals = (record.map(\.revision) + [stopped].compactMap(\.self))
      .map { RecordChange.remove(revision: $0) }
    let additions = chain.map {
      RecordChange.append($0.entry(for: database.engine.dialect, at: clock()))
    }
    try session.run(
      Script("", path: "<stamp>"), recording: removals + additions,
      expecting: ExpectedHead(newest))
    return chain.last
  }
}
