internal import Engine
internal import GitRepository
internal import ModelProviders
internal import Revisions
internal import SchemaModel

extension Prepare {
  func history() throws -> PrepareReport.History? {
    guard let repository = project.repository, let deployment = base.deployment,
      let head = try repository.head()
    else { return nil }
    let paths = try project.provider(for: settings, nil).neededPaths
    return PrepareReport.History(
      commits: try repository.commitCount(from: deployment.tag.target, to: head.id),
      commitsToModels: try paths.map {
        try repository.commits(from: deployment.tag.target, to: head.id, touching: $0).count
      })
  }

  /// The renames that a person tells of: now, when the revision was prepared that is amended, as far as
  /// the new names are still there, and in the messages of commits.
  func saidRenames(_ side: PrepareSides) throws -> [RenameRequest] {
    let said = request.renames.filter { rename in
      asked.renames.contains(rename)
        || rename.rename(in: side.head).isComplete(in: side.target.schema)
    }
    return try said
      + trailerRenames().filter { trailer in
        !said.contains { $0.names.old == trailer.names.old }
      }
  }

  /// The renames that commits since the last release tell of: `Migrate-Rename: old new`.
  private func trailerRenames() throws -> [RenameRequest] {
    guard !request.refusesRenames, let repository = project.repository,
      let head = try repository.head()
    else { return [] }
    return try repository.commits(from: base.deployment?.tag.target, to: head.id)
      .flatMap(\.renameTrailers)
      // Where names were exchanged, no schema tells that they have been.
      .filter { trailer in !pendingRenames.contains { $0.names == trailer.names } }
  }

  /// The names that are one to an engine, and are spelled in another case now.
  ///
  /// Where the models serve two dialects, these are names of their own to the other engine.
  func respellings(
    _ sides: [PrepareSides], besides known: [RenameRequest]
  ) -> [RenameRequest] {
    guard !request.refusesRenames else { return [] }
    return sides.flatMap { side in
      known.map { $0.rename(in: side.head) }.applying(to: side.head)
        .spelled(from: side.head, to: side.target.schema)
    }.filter { $0.evidence == .spelling }.map(RenameRequest.init).uniqued()
  }

  /// The revisions after the last release, without the one that is amended.
  var pending: [RevisionFile] {
    let deployed = Set(baseFolder?.graph.files.map(\.id) ?? [])
    return chain.filter { !deployed.contains($0.id) && !$0.isBaseline }
  }

  /// The renames that pending revisions have made already, oldest first.
  var pendingRenames: [RenameRequest] { pending.flatMap(\.recordedRenames) }

  /// The renames that the models' own history tells of, and how many snapshots that took.
  func renamesInHistory(
    _ side: PrepareSides, knowing known: [RenameRequest]
  ) async throws -> (renames: [RenameRequest], snapshotCount: Int) {
    guard !request.refusesRenames else { return ([], 0) }
    let taken = known.map { $0.rename(in: side.head) }.applying(to: side.head)
    let history = try modelHistory(side)
    let search = RenameSearch(
      engine: side.engine, head: side.head, target: side.target.schema, history: history,
      notRenamed: request.notRenamed)
    let renames = try await search.renames(knowing: taken).dropFirst(taken.count)
    return (renames.map(RenameRequest.init), history.snapshotCount)
  }

  private func modelHistory(_ side: PrepareSides) throws -> ModelHistory {
    let builder = project.builder(for: side.engine.dialect)
    var glancing = builder
    glancing.permitPrograms = { _ in throw ProgramTakesTime() }
    func models(_ commit: Commit, _ builder: SnapshotBuilder) async throws -> Schema {
      guard let repository = project.repository else { return side.head }
      let tree = try repository.tree(of: commit, name: commit.id.abbreviated)
      return try await baseModels(of: tree, builder).schema
    }
    let commits = try commitsSinceHead()
    return ModelHistory(
      from: side.head, to: side.target.schema, through: commits.touching,
      isLinear: commits.areLinear,
      glance: { [glancing] in try await models($0, glancing) },
      build: { try await models($0, builder) })
  }

  /// The commits to the models since the newest revision was committed, oldest first, and whether there
  /// is no merge among all commits since then.
  private func commitsSinceHead() throws -> (touching: [Commit], areLinear: Bool) {
    guard let repository = project.repository, let head = try repository.head() else {
      return ([], true)
    }
    let newest = try chain.last.flatMap {
      try repository.commits(from: nil, to: head.id, touching: [$0.path]).first
    }
    let start = newest?.id ?? base.deployment?.tag.target
    let paths = try project.provider(for: settings, nil).neededPaths ?? []
    let touching = try repository.commits(from: start, to: head.id, touching: paths)
    let areLinear =
      try touching.isEmpty
      || repository.commits(from: start, to: head.id).allSatisfy { $0.parents.count < 2 }
    return (touching.reversed(), areLinear)
  }
}

extension Commit {
  /// The renames that the commit's message tells of: `Migrate-Rename: old new`.
  var renameTrailers: [RenameRequest] {
    trailers.values(of: "Migrate-Rename").compactMap { value in
      let names = NamePath.split(value, at: " ").filter { !$0.isEmpty }
      guard names.count == 2 else { return nil }
      return RenameRequest(
        from: names[0], to: names[1], evidence: .trailer(commit: id.abbreviated))
    }
  }
}

/// Why the models of a commit are not read, of which none are kept.
private struct ProgramTakesTime: Error {}
