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
  private let settings: Settings
  private let workspace: RevisionWorkspace
  private let shared: SharedRevisions
  private let pending: PendingRevisions
  /// One for each dialect that there is an engine for.
  private let stages: [PendingRevisions.Stages]
  /// What the revision does; `nil` takes the messages of all.
  private let message: String?

  /// - Parameters:
  ///   - name: what has the revisions that are left alone; see ``SharedRevisions``.
  ///   - message: what the revision does; `nil` takes the messages of all.
  ///   - isDryRun: whether nothing is written.
  /// - Throws: ``BranchError``, ``SettingsError``, `RevisionGraphError`, and what reading throws.
  package static func run(
    onto name: String? = nil, message: String?, isDryRun: Bool = false, in project: Project
  ) async throws -> SquashReport {
    try await Squash(project, onto: name, message: message).run(isDryRun: isDryRun)
  }

  private init(_ project: Project, onto name: String?, message: String?) async throws {
    self.message = message
    settings = try project.settings(of: project.workingTree)
    workspace = try await RevisionWorkspace(project)
    if let path = workspace.merged.first { throw BranchError.conflict(path: path) }
    let graph = try workspace.graph()
    try graph.refuseOrphans()
    try project.refuseUnknownReleases(of: graph.files)
    shared = try await SharedRevisions.find(name, in: graph, of: project)
    let pending = try PendingRevisions(
      in: graph, deployed: DeployedFiles(project.releases(), in: project).ids, shared: shared)
    self.pending = pending
    stages = try project.workingTreeEngines().map { try pending.stages($0) }
  }

  private func run(isDryRun: Bool) throws -> SquashReport {
    var report = SquashReport(folded: pending.files, place: shared.place)
    guard report.isNeeded else { return report }
    let fold = try plannedAnew() ?? oneAfterTheOther()
    report.engines = stages.map(\.engine.displayName)
    report.isPlannedAnew = fold.isPlannedAnew
    report.hasComparedRows = fold.hasComparedRows
    var workspace = workspace
    for file in pending.files { workspace.remove(file.path) }
    if !fold.isEmpty {
      report.revision = fold.revision
      report.path = try workspace.add(fold.revision)
    }
    if !isDryRun { try workspace.write() }
    return report
  }

  // MARK: Ways to fold

  private struct Fold {
    let revision: Revision
    let isPlannedAnew: Bool
    let hasComparedRows: Bool

    /// Whether the revisions undo one another.
    var isEmpty: Bool {
      revision.sections.allSatisfy { if case .sql("") = $0.body { true } else { false } }
    }
  }

  /// - Returns: `nil` where that would not be the same.
  private func plannedAnew() throws -> Fold? {
    let fold = PlannedFold(
      pending: pending, stages: stages, changesInPlace: settings.changesInPlace)
    guard stages.count == settings.dialects.count, let sections = try fold.sections() else {
      return nil
    }
    do {
      return try proved(sections, isPlannedAnew: true)
    } catch BranchError.notEquivalent {
      // A column that went and came again has lost its values, which no schema shows.
      return nil
    }
  }

  private func oneAfterTheOther() throws -> Fold {
    let fold = ScriptFold(
      pending: pending, dialects: settings.dialects,
      hasActingKeys: stages.contains { $0.schemas.contains(where: \.hasActingKeys) })
    return try proved(fold.sections(), isPlannedAnew: false)
  }

  private func proved(_ sections: [Section], isPlannedAnew: Bool) throws -> Fold {
    let revision = revision(sections, isPlannedAnew: isPlannedAnew)
    let file = RevisionFile(
      path: workspace.folder + "/" + revision.fileName, revision: revision, contentID: "")
    let comparisons = try stages.map(\.engine).map { engine in
      let down =
        file.isReversible(in: engine.dialect) ? try file.script(.down, engine.dialect) : nil
      return try pending.prove(up: file.script(.up, engine.dialect), down: down, engine)
    }
    return Fold(
      revision: revision, isPlannedAnew: isPlannedAnew,
      hasComparedRows: comparisons.allSatisfy(\.self))
  }

  // MARK: The revision

  private func revision(_ sections: [Section], isPlannedAnew: Bool) -> Revision {
    let revisions = pending.files.map(\.revision)
    let messages = revisions.map(\.message).filter { !$0.isEmpty }.uniqued()
    let message = message ?? messages.joined(separator: ", ")
    let parent = pending.beginning.last?.id
    // Statements that a person has written must not pass for planned ones: see ``hasDerivedID``.
    let origin = isPlannedAnew ? parent : pending.files.last?.id
    return Revision(
      id: RevisionID.derive(parent: origin, content: sections, message: message) {
        Repository.blobID(of: $0).hex
      },
      parent: parent, base: revisions.compactMap(\.base).first, message: message,
      snapshots: stages.map {
        SnapshotReference(dialect: $0.engine.dialect.rawValue, digest: $0.target.digest)
      },
      allowances: revisions.flatMap(\.allowances).uniqued(),
      otherHeaders: renameHeaders + keptHeaders(of: revisions),
      prologue: revisions.map(\.prologue).joinedParagraphs,
      preamble: revisions.map(\.preamble).joinedParagraphs, sections: sections)
  }

  private var renameHeaders: [OtherHeader] {
    (stages.first?.composedRenames ?? []).map { rename in
      let names = RenameRequest(rename).names
      return OtherHeader(
        name: RevisionHeaderName.rename,
        value: "\(names.old) \(names.new) (\(rename.evidence.label))", place: Self.placeOfHeaders)
    }
  }

  private func keptHeaders(of revisions: [Revision]) -> [OtherHeader] {
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
