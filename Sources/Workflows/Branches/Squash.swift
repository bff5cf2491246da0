internal import Engine
internal import GitRepository
internal import Revisions
internal import SchemaModel

/// Folds pending revisions into one with the same effect.
///
/// Where all of them are what `prepare` would write, the one is planned anew; where a person has
/// written statements, the scripts are kept in their order. Either is proved on scratch databases
/// with rows.
package struct Squash {
  private let project: Project
  private let settings: Settings
  private let engines: [any Engine]
  private let pending: PendingRevisions
  private var workspace: RevisionWorkspace

  /// - Parameter message: what the revision does; `nil` takes the messages of all.
  /// - Throws: ``BranchError``, ``SettingsError``, `RevisionGraphError`, and what reading throws.
  package static func run(
    message: String?, isDryRun: Bool = false, in project: Project
  ) async throws -> SquashReport {
    try await Squash(project).run(message: message, isDryRun: isDryRun)
  }

  private init(_ project: Project) async throws {
    self.project = project
    settings = try project.settings(of: project.workingTree)
    engines = try project.availableEngines()
    workspace = try await RevisionWorkspace(project)
    if let path = workspace.merged.first { throw BranchError.conflict(path: path) }
    pending = try PendingRevisions(
      in: workspace.graph(), deployed: DeployedFiles(project.releases(), in: project).ids)
  }

  private func run(message: String?, isDryRun: Bool) async throws -> SquashReport {
    var report = SquashReport(folded: pending.files)
    guard report.isNeeded else { return report }
    report.engines = engines.map(\.displayName)
    let fold = try plannedAnew() ?? oneAfterTheOther()
    report.isPlannedAnew = fold.isPlannedAnew
    report.rows = fold.rows
    var workspace = workspace
    for file in pending.files { workspace.remove(file.path) }
    if !fold.isEmpty {
      let revision = try revision(fold.sections, message: message)
      report.revision = revision
      report.path = try workspace.add(revision)
    }
    if !isDryRun { try workspace.write() }
    return report
  }

  // MARK: Ways to fold

  private struct Fold {
    var sections: [Section]
    var isPlannedAnew: Bool
    var rows: Int

    var isEmpty: Bool {
      sections.allSatisfy { if case .sql("") = $0.body { true } else { false } }
    }
  }

  /// - Returns: `nil` where that would not be the same.
  private func plannedAnew() throws -> Fold? {
    guard engines.count == settings.dialects.count,
      let drafts = try PlannedFold(
        pending: pending, engines: engines, changesInPlace: settings.changesInPlace
      ).drafts()
    else { return nil }
    do {
      return try proved(RevisionSections(drafts).sections(), isPlannedAnew: true)
    } catch BranchError.notEquivalent {
      // A column that went and came again has lost its values, which no schema shows.
      return nil
    }
  }

  private func oneAfterTheOther() throws -> Fold {
    let hasActingKeys = try engines.contains { engine in
      try pending.schemas(engine).contains(where: \.hasActingKeys)
    }
    let fold = ScriptFold(
      pending: pending, dialects: settings.dialects, hasActingKeys: hasActingKeys)
    return try proved(fold.sections(), isPlannedAnew: false)
  }

  private func proved(_ sections: [Section], isPlannedAnew: Bool) throws -> Fold {
    let file = RevisionFile(
      path: "<squash>", revision: try revision(sections, message: nil), contentID: "")
    let rows = try engines.map { engine in
      let down =
        file.isReversible(in: engine.dialect)
        ? try file.script(.down, engine.dialect) : nil
      return try pending.prove(up: file.script(.up, engine.dialect), down: down, engine)
    }
    return Fold(sections: sections, isPlannedAnew: isPlannedAnew, rows: rows.max() ?? 0)
  }

  // MARK: The file

  private func revision(_ sections: [Section], message: String?) throws -> Revision {
    let revisions = pending.files.map(\.revision)
    let message =
      message
      ?? revisions.map(\.message).filter { !$0.isEmpty }.uniqued()
      .joined(separator: ", ")
    let parent = pending.beginning.last?.id
    let schemas = try engines.map { ($0, try pending.schemas($0)) }
    return Revision(
      id: RevisionID.derive(parent: parent, content: sections, message: message) {
        Repository.blobID(of: $0).hex
      },
      parent: parent, base: revisions.compactMap(\.base).first, message: message,
      snapshots: schemas.compactMap { engine, schemas in
        schemas.last.map {
          SnapshotReference(dialect: engine.dialect.rawValue, digest: $0.digest)
        }
      },
      allowances: revisions.flatMap(\.allowances).uniqued(),
      otherHeaders: renameHeaders(schemas) + keptHeaders(revisions),
      prologue: revisions.map(\.prologue).joinedParagraphs,
      preamble: revisions.map(\.preamble).joinedParagraphs, sections: sections)
  }

  private func renameHeaders(_ schemas: [(engine: any Engine, schemas: [Schema])]) -> [OtherHeader]
  {
    guard let first = schemas.first, let base = first.schemas.first, let target = first.schemas.last
    else { return [] }
    return pending.renames(first.engine, from: base, to: target).map { rename in
      let names = RenameRequest(rename).names
      return OtherHeader(
        name: RevisionHeaderName.rename,
        value: "\(names.old) \(names.new) (\(rename.evidence.label))", place: Self.placeOfHeaders)
    }
  }

  private func keptHeaders(_ revisions: [Revision]) -> [OtherHeader] {
    revisions.flatMap(\.otherHeaders).filter { $0.name != RevisionHeaderName.rename }
      .map { OtherHeader(name: $0.name, value: $0.value, place: Self.placeOfHeaders) }.uniqued()
  }

  /// After the message, as `prepare` writes them.
  private static let placeOfHeaders = 4
}

extension [String] {
  fileprivate var joinedParagraphs: String {
    filter { !$0.isEmpty }.joined(separator: "\n\n")
  }
}
