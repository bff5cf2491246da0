package import Engine
internal import Revisions

/// Takes back revisions that have run in a database.
package struct Downgrade {
  let database: DatabaseProject

  package init(_ database: DatabaseProject) { self.database = database }

  package struct Report: Sendable {
    /// The entries of the record that were taken back, newest first.
    package var undone: [RecordEntry]
    /// Where the database stands now; `nil` means that nothing has run.
    package var current: String?
    /// What no revision has made was lost on the way, and put back, by revision.
    package var restored: [String: [String]] = [:]
  }

  /// Runs the down scripts of what ran after the target, newest first.
  ///
  /// The record says what has run. A file that is in the tree gives the script, since it may have
  /// been mended; for one that is not, the script that the record kept is run.
  ///
  /// - Throws: ``DatabaseStateError``, ``RevisionRunError``, `DatabaseError`.
  package func run(
    to target: String, isDryRun: Bool = false, progress: (RecordEntry) -> Void = { _ in }
  ) throws -> Report {
    let session = try database.open(.write)
    let record = try session.record() ?? []
    if let stopped = try session.interruption(), stopped.direction == .up {
      throw DatabaseError.interrupted(stopped)
    }
    guard !record.isEmpty || target == "base" else { throw DatabaseStateError.nothingToUndo }
    let kept = try keptCount(target, in: record)
    let undone = Array(record[kept...].reversed())
    // All must have a way back before the first is taken.
    let scripts = try undone.map(database.downScript)
    var restored: [String: [String]] = [:]
    if !isDryRun {
      for (entry, script) in zip(undone, scripts) {
        progress(entry)
        try session.run(
          script, recording: [.remove(revision: entry.revision)],
          expecting: ExpectedHead(entry.revision))
        restored[entry.revision] = session.restored
      }
    }
    return Report(
      undone: undone, current: kept > 0 ? record[kept - 1].revision : nil, restored: restored)
  }

  /// How many of the record's entries stay.
  private func keptCount(_ target: String, in record: [RecordEntry]) throws -> Int {
    if target == "base" { return 0 }
    if target.hasPrefix("-"), let steps = UInt(target.dropFirst()) {
      guard steps <= record.count else { throw DatabaseStateError.beyondFirst(target) }
      return record.count - Int(steps)
    }
    let matches = record.indices.filter { record[$0].revision.hasPrefix(target) }
    if target.count >= 4, matches.count == 1 { return matches[0] + 1 }
    let id = try database.target(target, current: RevisionID(record.last?.revision ?? ""))
    guard let id else { return 0 }
    guard let index = record.firstIndex(where: { $0.revision == id.text }) else {
      throw DatabaseStateError.notBehind(target: target, current: record.last?.revision ?? "base")
    }
    return index + 1
  }
}

extension DatabaseProject {
  /// What takes a revision back that has run: the file says, since it may have been mended, or the
  /// record where there is none.
  func downScript(of entry: RecordEntry) throws -> Script {
    if let id = RevisionID(entry.revision), let file = folder.graph[id] {
      return try file.script(.down, engine.dialect)
    }
    return try RecordedDown.script(of: entry, dialect: engine.dialect)
  }
}
