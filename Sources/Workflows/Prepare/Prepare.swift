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
  /// The request without what an amended revision was prepared with.
  let asked: PrepareRequest
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
    let prepare = try Prepare(request, in: project)
    guard let edited = try prepare.editedRevision, !request.replans else {
      return try await prepare.report()
    }
    return try await prepare.report(keeping: edited)
  }

  private init(_ request: PrepareRequest, in project: Project) throws {
    self.project = project
    settings = try project.settings(of: project.workingTree)
    let named =
      try request.isBaseline ? .models : PrepareBase(name: request.name, project: project)
    try Self.verify(named, in: project, below: settings.versions)
    folder = try RevisionFolder(tree: project.workingTree, path: settings.versions)
    if request.isBaseline, let first = folder.graph.files.first {
      throw PrepareError.baselineNotFirst(first)
    }
    base = named.after(folder.graph.baseline)
    baseTree = try base.tree(in: project)
    baseFolder = try baseTree.map { try project.revisions(of: $0) }
    try project.refuseForeign(base.deployment)
    try project.refuseUnknownReleases(of: folder.graph.files)
    let head = try folder.graph.head
    amended = request.amends ? head : nil
    asked = request
    self.request = amended.map { request.repeating(RecordedAnswers($0)) } ?? request
    chain = try folder.graph.chain(to: request.amends ? head?.revision.parent : head?.id)
    try verifyAmendment()
  }

  private static func verify(
    _ base: PrepareBase, in project: Project, below versions: String
  ) throws {
    let head = try project.repository?.head()
    var releases = try project.releases(reachableFrom: head)
    if let tag = base.deployment?.tag, !releases.contains(tag) { releases.append(tag) }
    let changes = try DeployedFiles(releases, in: project)
      .changes(in: project.workingTree, below: versions, commit: head)
    guard changes.isEmpty else { throw PrepareError.deployedRevisionsChanged(changes) }
  }

  private func verifyAmendment() throws {
    guard request.amends else { return }
    guard let amended else { throw PrepareError.nothingToAmend }
    let deployed = try DeployedFiles(project.releases(), in: project).ids
    if deployed.contains(amended.id) || baseFolder?.graph.contains(amended.id) ?? false {
      throw PrepareError.cannotAmendDeployed(amended)
    }
    if amended.isBaseline { throw PrepareError.cannotAmendBaseline(amended) }
  }

  /// A revision that others have is theirs too: it keeps its statements and its place.
  private func refuseShared(besides revisions: [PreparedRevision]) async throws {
    guard let amended, !revisions.contains(where: { $0.revision.id == amended.id }) else { return }
    let shared = try await SharedRevisions.find(nil, in: folder.graph, of: project)
    if let place = shared.place, shared.ids.contains(amended.id) {
      throw PrepareError.cannotAmendShared(amended, place: place)
    }
  }

  /// What is not compared here, and another program sees.
  private func unread(_ sides: [PrepareSides], _ revision: PreparedRevision?) throws -> [String] {
    try sides.indices.flatMap { index -> [String] in
      guard let wanted = sides[index].target.dump else { return [] }
      let reached =
        if let revision {
          revision.drafts[index].proved.proof.dump
        } else {
          try project.builder(for: sides[index].engine.dialect).dump(of: chain)
        }
      return reached?.differences(to: wanted) ?? []
    }
  }

  // MARK: The whole

  private func report() async throws -> PrepareReport {
    var sides = try await allSides()
    let beside = request.isBaseline ? nil : databaseBeside(sides)
    let adoption =
      request.isBaseline
      ? Adoption.asked
      : beside.flatMap { $0.isThatOfModels ? .database(url: $0.url) : nil }
    if adoption != nil { sides = sides.map(\.adopted) }
    let first = sides[0]
    var renames = try saidRenames(first)
    try refuseUnknown(renames, in: first)
    let found = try await renamesInHistory(first, knowing: renames)
    renames += found.renames
    renames += respellings(sides, besides: renames)
    for index in sides.indices { sides[index].take(renames) }
    let revisions = try PreparedRevisions(
      self, sides: sides, renames: renames, adoption: adoption
    ).make()
    var report = PrepareReport(
      deployment: base.deployment, release: base.release,
      history: try history(),
      changes: sides.indices.map { index in
        DialectChanges(
          dialect: sides[index].engine.dialect,
          changes: changes(of: sides[index], at: index, renames: renames, in: revisions))
      },
      renames: renames, unmigratedAtBase: first.unmigratedAtBase,
      stubs: sides.flatMap(\.stubs).uniqued(),
      notes: project.notable(sides.flatMap(\.target.notes)), revisions: revisions,
      isWritten: false)
    report.adoption = adoption
    report.baseline = chain.first.flatMap { $0.isBaseline ? $0 : nil }
    report.databaseInTheWay = beside.flatMap { $0.isThatOfModels ? nil : $0.url }
    report.unread = try unread(sides, revisions.last)
    report.snapshotsOfHistory = found.snapshotCount
    report.rolesMade = sides.flatMap(\.engine.rolesMade).uniqued()
    report.notesAtBase = sides.flatMap(\.notesAtBase).uniqued()
    report.pending = pending
    report.pendingChanges = sides.map(pendingChanges)
    report.lacksModelsAtBase = sides.contains(where: \.lacksModelsAtBase)
    report.replaced = amended.map(\.path)
    report.lost = try await lostText(to: revisions)
    try await refuseShared(besides: revisions)
    if !request.isDryRun, !revisions.isEmpty || amended != nil {
      try write(revisions)
      report.isWritten = true
    }
    return report
  }

  /// One for each dialect, of which there is at least one.
  private func allSides() async throws -> [PrepareSides] {
    var sides: [PrepareSides] = []
    for dialect in settings.dialects { sides.append(try await self.sides(dialect)) }
    guard !sides.isEmpty else {
      throw SettingsError.missing("migrate.dialect", in: project.configuration)
    }
    return sides
  }

  /// What the revision does; without one what is new since the newest revision, if anything is.
  private func changes(
    of side: PrepareSides, at index: Int, renames: [RenameRequest],
    in revisions: [PreparedRevision]
  ) -> [SchemaChange] {
    if let revision = revisions.last, !revision.isBaseline {
      return revision.drafts[index].proved.changes
    }
    return side.head.changesForPeople(
      to: side.target.schema, renames: renames.map { $0.rename(in: side.head) }, side.engine)
  }

  /// What pending revisions do together.
  private func pendingChanges(of side: PrepareSides) -> DialectChanges {
    let steps = pending.map { file in
      file.recordedRenames.map { $0.rename(in: [side.base, side.head]) }
    }
    let renames = [Rename](composing: steps)
    return DialectChanges(
      dialect: side.engine.dialect,
      changes: pending.isEmpty
        ? [] : side.base.changesForPeople(to: side.head, renames: renames, side.engine))
  }

  private func write(_ revisions: [PreparedRevision]) throws {
    for prepared in revisions {
      let text = prepared.revision.text
      guard let read = try? Revision(parsing: text, path: prepared.path), read == prepared.revision
      else { throw PrepareError.unwritable(path: prepared.path) }
    }
    try project.refuseLinkOutside(settings.versions)
    var changes = try project.fileChanges()
    for prepared in revisions {
      changes.write(Array(prepared.revision.text.utf8), to: prepared.path)
    }
    if let amended, !revisions.contains(where: { $0.path == amended.path }) {
      changes.remove(amended.path)
    }
    do throws(FileError) {
      if !revisions.isEmpty {
        try FileSystem.createDirectory(project.root + "/" + settings.versions)
      }
      try changes.apply()
    } catch {
      throw PrepareError.cannotWrite(
        path: String(error.path.dropFirst(project.root.count + 1)), reason: error.reason)
    }
  }

  /// What a person asked for must be there; what a commit once said may be done already.
  private func refuseUnknown(_ renames: [RenameRequest], in sides: PrepareSides) throws {
    let applying = asked.renames.map { $0.rename(in: sides.head) }.applying(to: sides.head)
    for request in asked.renames where !applying.contains(request.rename(in: sides.head)) {
      throw PrepareError.unknownRename(old: request.names.old, new: request.names.new)
    }
    for path in Array(asked.backfills.keys) + Array(asked.conversions.keys)
    where !path.isThere(in: sides.target.schema) {
      throw PrepareError.unknownColumn(path)
    }
  }
}
