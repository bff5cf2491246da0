internal import Engine
internal import Files
internal import GitRepository
internal import ModelProviders
internal import Proving
internal import Revisions
internal import SchemaModel

/// Writes the revision that leads from the last release to the working tree.
package struct Prepare {
  let project: Project
  let request: PrepareRequest
  let settings: Settings
  let base: PrepareBase
  let baseTree: CommitTree?
  let baseFolder: RevisionFolder?
  let folder: RevisionFolder
  /// The revision that the new one follows, and those before it.
  let chain: [RevisionFile]
  let amended: RevisionFile?

  /// - Throws: ``PrepareError``, ``SettingsError``, and what reading the repository throws.
  package static func run(_ request: PrepareRequest, in project: Project) async throws
    -> PrepareReport
  {
    try await Prepare(request, in: project).report()
  }

  private init(_ request: PrepareRequest, in project: Project) throws {
    self.project = project
    self.request = request
    settings = try project.settings(of: project.workingTree)
    base = try PrepareBase(name: request.name, project: project)
    baseTree = try base.tree(in: project)
    baseFolder = try baseTree.map { try project.revisions(of: $0) }
    folder = try RevisionFolder(tree: project.workingTree, path: settings.versions)
    let head = try folder.graph.head
    amended = request.amends ? head : nil
    chain = try folder.graph.chain(to: request.amends ? head?.revision.parent : head?.id)
    try verifyDeployed()
    try verifyAmendment()
  }

  private func verifyDeployed() throws {
    guard let baseFolder, let deployment = base.deployment else { return }
    let differences = baseFolder.graph.differences(in: folder.graph)
    guard differences.isEmpty else {
      throw PrepareError.deployedRevisionsChanged(tag: deployment.tag, differences)
    }
  }

  private func verifyAmendment() throws {
    guard request.amends else { return }
    guard let amended else { throw PrepareError.nothingToAmend }
    if baseFolder?.graph.contains(amended.id) ?? false {
      throw PrepareError.cannotAmendDeployed(amended)
    }
  }

  // MARK: The whole

  private func report() async throws -> PrepareReport {
    var renames = try request.renames + trailerRenames()
    var sides: [PrepareSides] = []
    for dialect in settings.dialects { sides.append(try await self.sides(dialect)) }
    guard let first = sides.first else { throw SettingsError.missing("migrate.dialect") }
    renames += try await renamesInHistory(first, knowing: renames)
    for index in sides.indices { sides[index].take(renames) }
    try refuseUnknown(renames, in: first)
    let revisions = try PreparedRevisions(
      self, sides: sides, renames: renames
    ).make()
    var report = PrepareReport(
      dialect: first.engine.dialect, deployment: base.deployment, release: base.release,
      history: try history(),
      changes: first.base.changesForPeople(
        to: first.target.schema, renames: sides[0].renames),
      renames: renames, unmigratedAtBase: first.unmigratedAtBase,
      stubs: sides.flatMap(\.stubs).uniqued(), notes: first.target.notes, revisions: revisions,
      isWritten: false)
    report.replaced = amended.map(\.path)
    if !request.isDryRun, !revisions.isEmpty {
      try write(revisions)
      report.isWritten = true
    }
    return report
  }

  private func write(_ revisions: [PreparedRevision]) throws {
    for prepared in revisions {
      let text = prepared.revision.text
      guard let read = try? Revision(parsing: text, path: prepared.path), read == prepared.revision
      else { throw PrepareError.unwritable(path: prepared.path) }
    }
    try FileSystem.createDirectory(project.root + "/" + settings.versions)
    for prepared in revisions {
      try AtomicFile.write(
        Array(prepared.revision.text.utf8), to: project.root + "/" + prepared.path)
    }
    if let amended, !revisions.contains(where: { $0.path == amended.path }) {
      try FileSystem.remove(project.root + "/" + amended.path)
    }
  }

  // MARK: Snapshots

  private func sides(_ dialect: Dialect) async throws -> PrepareSides {
    let engine = try Engines.engine(for: dialect)
    let builder = SnapshotBuilder(engine: engine)
    let target = try await builder.models(
      of: project.workingTree, provider: try project.provider(for: settings), allowsStubs: false)
    let deployed = try await deployedSnapshot(builder)
    let head =
      folder.isEmpty ? deployed.schema : try builder.schema(of: chain)
    return PrepareSides(
      engine: engine, base: deployed.schema, head: head, target: target,
      stubs: deployed.stubs, unmigratedAtBase: deployed.unmigrated)
  }

  /// What production has: what the tag's revisions build, or its models where it has none.
  private func deployedSnapshot(
    _ builder: SnapshotBuilder
  ) async throws -> (schema: Schema, stubs: [String], unmigrated: [SchemaChange]) {
    guard let baseTree, let baseFolder, let deployment = base.deployment else {
      return (Schema(dialect: builder.engine.dialect), [], [])
    }
    if baseFolder.isEmpty {
      let models = try await baseModels(of: baseTree, builder)
      return (models.schema, models.stubs, [])
    }
    let schema = try builder.schema(of: baseFolder.graph.chain(to: baseFolder.graph.head?.id))
    // A release that was recorded was checked then.
    guard !deployment.isRecorded, let models = try? await baseModels(of: baseTree, builder) else {
      return (schema, [], [])
    }
    return (schema, models.stubs, schema.substantialChanges(to: models.schema))
  }

  private func baseModels(
    of tree: CommitTree, _ builder: SnapshotBuilder
  ) async throws -> SnapshotBuilder.Models {
    let settings = try project.settings(of: tree)
    return try await builder.models(
      of: tree, provider: try project.provider(for: settings), allowsStubs: true)
  }

  // MARK: History

  private func history() throws -> PrepareReport.History? {
    guard let repository = project.repository, let deployment = base.deployment,
      let head = try repository.head()
    else { return nil }
    let paths = try project.provider(for: settings).neededPaths
    return PrepareReport.History(
      commits: try repository.commitCount(from: deployment.tag.target, to: head.id),
      commitsToModels: try paths.map {
        try repository.commits(from: deployment.tag.target, to: head.id, touching: $0).count
      })
  }

  /// The renames that commits since the last release tell of: `Migrate-Rename: old new`.
  private func trailerRenames() throws -> [RenameRequest] {
    guard !request.refusesRenames, let repository = project.repository,
      let head = try repository.head()
    else { return [] }
    return try repository.commits(from: base.deployment?.tag.target, to: head.id).flatMap {
      commit in
      commit.trailers.filter { $0.key.lowercased() == "migrate-rename" }.compactMap { trailer in
        let names = trailer.value.split(separator: " ")
        guard names.count == 2 else { return nil }
        return RenameRequest(
          from: names[0], to: names[1], evidence: .trailer(commit: commit.id.abbreviated))
      }
    }
  }

  /// The renames that the models' own history tells of.
  private func renamesInHistory(
    _ side: PrepareSides, knowing known: [RenameRequest]
  ) async throws -> [RenameRequest] {
    guard !request.refusesRenames else { return [] }
    let taken = known.map { $0.rename(in: side.engine.dialect) }.filter {
      $0.applies(to: side.head)
    }
    let search = RenameSearch(
      engine: side.engine, head: side.head, target: side.target.schema,
      history: try modelHistory(side), notRenamed: request.notRenamed)
    return try await search.renames(knowing: taken).dropFirst(taken.count).map(RenameRequest.init)
  }

  private func modelHistory(_ side: PrepareSides) throws -> ModelHistory {
    let builder = SnapshotBuilder(engine: side.engine)
    return ModelHistory(
      from: side.head, to: side.target.schema, through: try commitsSinceHead()
    ) { commit in
      guard let repository = project.repository else { return side.head }
      let tree = try repository.tree(of: commit, name: commit.id.abbreviated)
      return try await baseModels(of: tree, builder).schema
    }
  }

  /// The commits to the models since the newest revision was committed, oldest first.
  private func commitsSinceHead() throws -> [Commit] {
    guard let repository = project.repository, let head = try repository.head() else { return [] }
    let newest =
      try chain.isEmpty
      ? nil : repository.commits(from: nil, to: head.id, touching: [settings.versions]).first
    let start = newest?.id ?? base.deployment?.tag.target
    let paths = try project.provider(for: settings).neededPaths ?? []
    return try repository.commits(from: start, to: head.id, touching: paths).reversed()
  }

  /// What a person asked for must be there; what a commit once said may be done already.
  private func refuseUnknown(_ renames: [RenameRequest], in sides: PrepareSides) throws {
    let dialect = sides.engine.dialect
    for request in request.renames where !request.rename(in: dialect).applies(to: sides.head) {
      throw PrepareError.unknownRename(old: request.names.old, new: request.names.new)
    }
    for (reference, _) in request.backfills
    where sides.target.schema.table(named: reference.table)?.column(named: reference.column) == nil
    {
      throw PrepareError.unknownColumn(reference)
    }
  }
}

/// The snapshots of one dialect that `prepare` compares.
struct PrepareSides {
  let engine: any Engine
  /// What production has.
  let base: Schema
  /// What the revisions lead to.
  let head: Schema
  let target: SnapshotBuilder.Models
  let stubs: [String]
  let unmigratedAtBase: [SchemaChange]
  private(set) var renames: [Rename] = []

  /// Takes the renames that have not been made already.
  mutating func take(_ requests: [RenameRequest]) {
    renames = requests.map { $0.rename(in: engine.dialect) }.filter { $0.applies(to: head) }
  }
}

extension Rename {
  /// Whether the old name is there and the new one is not.
  func applies(to schema: Schema) -> Bool {
    guard let table = schema.table(named: table) else { return false }
    guard let column else { return schema.table(named: newName) == nil }
    return table.column(named: column) != nil && table.column(named: newName) == nil
  }
}

extension Schema {
  /// The changes to another schema with the renames among them named as such, for people to read.
  func changesForPeople(to target: Schema, renames: [Rename]) -> [SchemaChange] {
    guard
      let plan = try? Engines.engine(for: dialect).plan(
        from: self, to: target, renames: renames.filter { $0.applies(to: self) },
        options: PlanOptions())
    else { return changes(to: target) }
    return plan.changes
  }
}

extension Array where Element: Hashable {
  fileprivate func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
