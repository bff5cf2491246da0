internal import Engine
package import GitRepository
internal import ModelProviders
internal import Revisions
package import SchemaModel

/// Finds the commit that brought each column, constraint and index of a table, or a view or the like.
///
/// The source is the history of the models, not that of the revisions: so it works from before the
/// project had revisions, and names the commit in which somebody changed the models. Only a handful
/// of snapshots is built. Something that went and came back between two of them is taken to have
/// been there all along.
package struct Blame {
  let project: Project
  let repository: Repository

  package struct Report: Sendable {
    /// The table or object.
    package var name: Name
    /// The table, its columns, constraints, indexes and what else hangs on it; for a column what it
    /// has a part in.
    package var lines: [Line]
    /// How many snapshots of commits were looked at.
    package var snapshotCount: Int
    /// Models that could not be read; what they brought is ascribed to the next commit that can.
    package var unreadable: [UnreadableModels]
  }

  package struct Line: Sendable {
    package var part: SchemaPart
    /// `nil` where the part is not committed yet.
    package var commit: Commit?
    /// The first release that contains the commit.
    package var release: Tag?
    /// What the table or column was called before, newest first.
    package var pastNames: [PastName]
    /// Whether the history before the commit is missing in this clone, so that the part may be older.
    package var isBoundary: Bool
  }

  package init(project: Project) throws {
    guard let repository = project.repository else {
      throw GitError.notARepository(path: project.root)
    }
    self.project = project
    self.repository = repository
  }

  /// - Parameter name: a table, a column as `users.email`, with the constraints and indexes that it has
  ///   a part in, or an object that is no table.
  /// - Throws: ``UnknownSubject``, ``UnreadableModels`` of the working tree, `GitError`.
  package func run(_ name: String) async throws -> Report {
    let settings = try project.settings(of: project.workingTree)
    let engine = project.engine(for: settings.dialects.first ?? .sqlite)
    let models = try await project.builder(for: engine.dialect).models(
      of: project.workingTree, provider: try project.provider(for: settings, engine.dialect),
      allowsStubs: false)
    guard
      let parts = SchemaSubject.readings(of: name, in: engine.dialect).lazy
        .map(models.schema.parts).first(where: { !$0.isEmpty })
    else { throw UnknownSubject(name: name, place: .models) }
    let snapshots = CommitSnapshots(
      project: project, repository: repository, dialect: engine.dialect)
    let trail = try await trail(settings, snapshots, engine)
    let line = try await line(to: models.schema, trail)
    var releases = Releases(project: project, repository: repository)
    var lines: [Line] = []
    for part in parts {
      let origin = try await trail.origin(of: part, on: line)
      lines.append(
        Line(
          part: part.part, commit: origin.commit,
          release: try releases.first(containing: origin.commit),
          pastNames: origin.pastNames,
          isBoundary: try origin.commit.map(repository.isBoundary) ?? false))
    }
    return Report(
      name: parts[0].table, lines: lines, snapshotCount: snapshots.count,
      unreadable: snapshots.failures)
  }

  private func trail(
    _ settings: Settings, _ snapshots: CommitSnapshots, _ engine: any Engine
  ) async throws -> BlameTrail {
    let folder = try project.revisions(of: project.workingTree)
    let head = try repository.head()
    return BlameTrail(
      engine: engine, repository: repository, snapshots: snapshots,
      pathspecs: try await project.modelPathspecs(in: head, today: settings),
      recorded: folder.graph.files.flatMap(\.recordedRenames))
  }

  /// The main line of history: from nothing through the commits to the working tree.
  private func line(to end: Schema, _ trail: BlameTrail) async throws -> ModelHistory {
    let ids = try await repository.head().asyncMap {
      try await repository.git.mainline(to: $0.id, touching: trail.pathspecs)
    }
    return ModelHistory(
      from: Schema(dialect: end.dialect), to: end,
      through: try (ids ?? []).map { try repository.commit(named: $0.hex) },
      build: trail.snapshots.schema)
  }
}

extension Optional {
  fileprivate func asyncMap<Result>(
    _ body: (Wrapped) async throws -> Result
  ) async throws -> Result? {
    guard let self else { return nil }
    return try await body(self)
  }
}

/// The first release of each commit.
private struct Releases {
  let project: Project
  let repository: Repository
  private var reach: TagReach?

  init(project: Project, repository: Repository) {
    self.project = project
    self.repository = repository
  }

  mutating func first(containing commit: Commit?) throws -> Tag? {
    guard let commit else { return nil }
    if reach == nil {
      reach = TagReach(try project.releases(among: repository.tags()).sorted(), in: repository)
    }
    return try reach?.first(containing: commit.id)
  }
}
