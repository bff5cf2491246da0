package import Engine
internal import GitRepository
package import Revisions
internal import SchemaModel

/// Runs the revisions that a database lacks.
package struct Upgrade {
  let database: DatabaseProject

  package init(_ database: DatabaseProject) { self.database = database }

  /// What happens during an upgrade.
  package enum Step: Sendable {
    /// The database was found to equal the baseline, which is recorded.
    case adopted(RevisionFile)
    case running(RevisionFile)
    /// The revision had stopped half-way, and is gone on with.
    case resuming(RevisionFile, Interruption)
    case ran(RevisionFile)
    /// What no revision has made was lost by the last one, and put back.
    case restored([String])
  }

  package struct Report: Sendable {
    /// The baseline that an existing database was found to equal.
    package var adoptedBaseline: RevisionFile?
    package var applied: [RevisionFile]
    package var current: RevisionFile?
  }

  /// - Parameters:
  ///   - target: what the person typed; `head` where they typed nothing.
  ///   - clock: the time of each step, as `2026-11-21T10:00:00Z`.
  ///   - progress: is told of each step.
  /// - Throws: ``DatabaseStateError``, `DatabaseError`, `RevisionGraphError`.
  package func run(
    to target: String, isDryRun: Bool = false, clock: () -> String,
    progress: (Step) -> Void = { _ in }
  ) throws -> Report {
    if isDryRun, let report = try reportOnAbsentDatabase(target) { return report }
    let session = try database.open(isDryRun ? .read : .create)
    var report = Report(applied: [])
    if try session.record() == nil {
      report.adoptedBaseline = try adopt(session, isDryRun: isDryRun, time: clock())
      if let baseline = report.adoptedBaseline, !isDryRun { progress(.adopted(baseline)) }
    }
    while true {
      var current = try database.current(of: session)
      if isDryRun, let baseline = report.adoptedBaseline { current = baseline.id }
      let wanted = try database.target(target, current: current)
      let path = try database.folder.graph.path(from: current, to: wanted)
      guard path.downs.isEmpty else {
        throw DatabaseStateError.notAhead(target: target, current: current?.text ?? "base")
      }
      try refuse(session.interruption(), before: path.ups)
      report.current = wanted.flatMap { database.folder.graph[$0] }
      if isDryRun {
        report.applied = path.ups
        return report
      }
      if try apply(path.ups, from: current, to: session, clock, progress, &report) { return report }
    }
  }

  /// What has stopped half-way must be gone on with before anything else.
  private func refuse(_ stopped: Interruption?, before files: [RevisionFile]) throws {
    guard let stopped else { return }
    guard stopped.direction == .up, files.first?.id.text == stopped.revision else {
      throw DatabaseError.interrupted(stopped)
    }
  }

  /// What would run in a database that is not there yet; `nil` where it is.
  private func reportOnAbsentDatabase(_ target: String) throws -> Report? {
    do {
      _ = try database.open(.read)
      return nil
    } catch DatabaseError.notFound {
      let wanted = try database.target(target, current: nil)
      let path = try database.folder.graph.path(from: nil, to: wanted)
      return Report(applied: path.ups, current: wanted.flatMap { database.folder.graph[$0] })
    }
  }

  /// - Returns: `false` where another session was quicker, so that the way must be found anew.
  private func apply(
    _ files: [RevisionFile], from start: RevisionID?, to session: any Database,
    _ clock: () -> String, _ progress: (Step) -> Void, _ report: inout Report
  ) throws -> Bool {
    var current = start
    let stopped = try session.interruption()
    for file in files {
      progress(
        stopped.flatMap { $0.revision == file.id.text ? .resuming(file, $0) : nil }
          ?? .running(file))
      let script = try file.script(.up, database.engine.dialect)
      if stopped?.revision != file.id.text {
        try RowsInTheWay.refuse(before: script, in: session, engine: database.engine)
      }
      do {
        try session.run(
          script,
          recording: [.append(file.entry(for: database.engine.dialect, at: clock()))],
          expecting: ExpectedHead(current?.text))
      } catch DatabaseError.recordMoved {
        return false
      }
      report.applied.append(file)
      progress(.ran(file))
      if !session.restored.isEmpty { progress(.restored(session.restored)) }
      current = file.id
    }
    return true
  }

  // MARK: Baseline

  /// Recognises a database that stands where the project adopted its revisions.
  ///
  /// - Returns: the baseline; `nil` where the database is empty or the project has none.
  private func adopt(
    _ session: any Database, isDryRun: Bool, time: String
  ) throws -> RevisionFile? {
    guard let baseline = database.folder.graph.baseline else { return nil }
    let schema = try session.schema()
    guard !schema.isEmpty else { return nil }
    let changes = try database.changes(from: schema, toBaseline: baseline)
    guard changes.isEmpty else {
      throw DatabaseStateError.differsFromBaseline(baseline, changes)
    }
    if !isDryRun {
      try session.run(
        Script("", path: baseline.path),
        recording: [.append(baseline.entry(for: database.engine.dialect, at: time))],
        expecting: ExpectedHead(nil))
    }
    return baseline
  }
}

extension DatabaseProject {
  /// What a schema would need to be the baseline's, beside what no revision knows of.
  func changes(
    from schema: Schema, toBaseline baseline: RevisionFile
  ) throws -> [SchemaChange] {
    let builder = SnapshotBuilder(engine: engine)
    let expected = try builder.schema(of: [baseline])
    let part = try KnownNames(of: expected, and: folder, builder).part(of: schema)
    return part.substantialChanges(to: expected)
  }
}

extension RevisionFile {
  /// The row of the record that says that this revision has run.
  func entry(for dialect: Dialect, at time: String) -> RecordEntry {
    RecordEntry(
      revision: id.text, parent: revision.parent?.text, name: revision.message, appliedAt: time,
      fileID: contentID, down: RecordedDown.text(of: self, dialect: dialect))
  }
}

extension Schema {
  /// The part of this schema that has a name in another; a database may hold more than ours.
  func restricted(to other: Schema) -> Schema {
    Schema(
      dialect: dialect,
      tables: tables.filter { other.table(named: $0.name) != nil },
      objects: objects.filter { object in
        other.objects.contains { $0.kind == object.kind && $0.name == object.name }
      })
  }
}
