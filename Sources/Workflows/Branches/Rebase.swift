internal import Engine
internal import GitRepository
internal import Revisions
internal import SchemaModel

/// Gives pending revisions the head of another branch as parent, after a merge or rebase has brought
/// a second head, or a commit was picked without the revision that its own follows.
///
/// Ids, names of files and every byte but the headers that tell of a revision's place stay.
package struct Rebase {
  private let project: Project
  private let engines: [any Engine]
  private let choice: LineChoice

  /// - Parameters:
  ///   - name: the revision, branch or commit whose revisions keep their place; `nil` leaves that to
  ///     the rule of ``LineChoice``.
  ///   - isDryRun: whether nothing is written.
  /// - Throws: ``BranchError``, ``SettingsError``, and what reading the repository throws.
  package static func run(
    keeping name: String?, isDryRun: Bool = false, in project: Project
  ) async throws -> RebaseReport {
    try await Rebase(project).run(keeping: name, isDryRun: isDryRun)
  }

  private init(_ project: Project) throws {
    self.project = project
    engines = try project.workingTreeEngines()
    choice = LineChoice(
      project: project, deployed: try DeployedFiles(project.releases(), in: project).ids)
  }

  private func run(keeping name: String?, isDryRun: Bool) async throws -> RebaseReport {
    var workspace = try await RevisionWorkspace(project)
    var graph = try workspace.graph()
    try project.refuseUnknownReleases(of: graph.files)
    var report = RebaseReport(
      moves: [], paths: [], engines: [], operation: project.repository?.operation)
    var kept = try name.map { try head(named: $0, in: graph) }
    while graph.heads.count > 1 {
      let order = try self.order(in: graph, keeping: kept)
      let move = try proved(order, &workspace)
      report.moves.append(move)
      kept = order.moving.last?.id
      graph = try workspace.graph()
    }
    if !graph.orphans.isEmpty {
      let order = Fork.Order(
        beginning: [], staying: [], moving: try graph.chain(to: graph.head?.id))
      report.moves.append(try proved(order, &workspace))
    }
    // A server's version is known once it has been asked something.
    report.engines = engines.map(\.displayName)
    report.paths = workspace.changedPaths
    if !isDryRun { try workspace.write() }
    return report
  }

  // MARK: Heads

  private func order(in graph: RevisionGraph, keeping kept: RevisionID?) throws -> Fork.Order {
    let heads = graph.heads
    let one = heads.first { $0.id == kept } ?? heads[0]
    guard let other = heads.first(where: { $0.id != one.id }) else {
      throw BranchError.cannotTellOwn(heads)
    }
    return try choice.order(of: Fork(one, other, in: graph), keeping: kept)
  }

  /// The head that a revision leads to, or that a commit contains.
  private func head(named name: String, in graph: RevisionGraph) throws -> RevisionID {
    let heads = graph.heads
    let candidates: [RevisionFile]
    if let id = try? graph.resolve(name, current: nil).id {
      candidates = heads.filter { $0.id == id || graph.isAncestor(id, of: $0.id) }
    } else if let repository = project.repository {
      let tree = try repository.tree(of: repository.commit(named: name), name: name)
      candidates = try heads.filter { try tree.objectID(at: $0.path) != nil }
    } else {
      candidates = []
    }
    guard candidates.count == 1 else { throw BranchError.notOneHead(name) }
    return candidates[0].id
  }

  // MARK: Moving

  private func proved(
    _ order: Fork.Order, _ workspace: inout RevisionWorkspace
  ) throws -> RebaseReport.Move {
    var rows: [RebaseReport.RowDependence] = []
    workspace.change(order.moved.path) { $0.set(parent: order.newParent?.id) }
    try setBase(of: order, &workspace)
    for engine in engines {
      let trial = OrderTrial(engine: engine, order: order)
      let schemas = try trial.schemasAfterMoving()
      rows += try trial.rowDependence()
      for (file, schema) in zip(order.moving, schemas) {
        let snapshot = SnapshotReference(dialect: engine.dialect.rawValue, digest: schema.digest)
        workspace.change(file.path) { $0.set(snapshot: snapshot) }
      }
    }
    return RebaseReport.Move(
      revisions: order.moving, parent: order.newParent, wasOrphaned: order.isOrphaned,
      rows: rows.uniqued())
  }

  /// What follows a deployed revision leads from the release that deployed it.
  private func setBase(of order: Fork.Order, _ workspace: inout RevisionWorkspace) throws {
    guard let deployed = order.staying.last(where: { choice.deployed.contains($0.id) }),
      let repository = project.repository
    else { return }
    var commits = [try repository.head()]
    if case .merge(let id) = repository.operation {
      commits.append(try repository.commit(named: id.hex))
    }
    let releases = try commits.compactMap { try project.lastDeployment(from: $0)?.tag }
    let release = try releases.first {
      try DeployedFiles([$0], in: project).ids.contains(deployed.id)
    }
    guard let release else { return }
    for file in order.moving { workspace.change(file.path) { $0.set(base: release.name) } }
  }
}
