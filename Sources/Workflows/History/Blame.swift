internal import Engine
package import GitRepository
internal import ModelProviders
internal import Revisions
package import SchemaModel

/// Finds the commit that brought each column, constraint and index of a table.
///
/// The source is the history of the models, not that of the revisions: so it works from before the
/// project had revisions, and names the commit in which somebody changed the models. Only a handful
/// of snapshots is built. Something that went and came back between two of them is taken to have
/// been there all along.
package struct Blame {
  let project: Project
  let repository: Repository

  package struct Report: Sendable {
    package var table: Name
    /// The table, its columns, constraints and indexes; for a column what it has a part in.
    package var lines: [Line]
    /// How many snapshots of commits were built.
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

  /// - Parameter name: a table, or a column as `users.email`, with the constraints and indexes that
  ///   it has a part in.
  /// - Throws: ``UnknownSubject``, ``UnreadableModels`` of the working tree, `GitError`.
  package func run(_ name: String) async throws -> Report {
    let settings = try project.settings(of: project.workingTree)
    let engine = project.engine(for: settings.dialects.first ?? .sqlite)
    let models = try await SnapshotBuilder(engine: engine).models(
      of: project.workingTree, provider: try project.provider(for: settings, engine.dialect),
      allowsStubs: false)
    let subject = SchemaSubject(name, in: engine.dialect)
    guard let table = models.schema.table(named: subject.table),
      subject.column.map({ table.column(named: $0) != nil }) ?? true
    else { throw UnknownSubject(name: name, place: .models) }
    let snapshots = CommitSnapshots(project: project, repository: repository, engine: engine)
    let trail = try await trail(settings, snapshots, engine)
    let line = try await line(to: models.schema, trail)
    var releases = Releases(project: project, repository: repository)
    var lines: [Line] = []
    for part in table.parts(of: subject.column) {
      let origin = try await trail.origin(of: PlacedPart(table: table.name, part: part), on: line)
      lines.append(
        Line(
          part: part, commit: origin.commit,
          release: try await releases.first(containing: origin.commit),
          pastNames: origin.pastNames,
          isBoundary: try origin.commit.map(repository.isBoundary) ?? false))
    }
    return Report(
      table: table.name, lines: lines, snapshotCount: snapshots.count,
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

extension Table {
  /// What the table is made of, or the part of it that a column has to do with.
  fileprivate func parts(of column: Name?) -> [SchemaPart] {
    let columns = columns.filter { column == nil || $0.name == column }
    let constraints = constraints.filter { constraint in
      column.map(constraint.rule.mentions) ?? true
    }
    let indexes = indexes.filter { index in column.map(index.mentions) ?? true }
    return (column == nil ? [.table] : []) + columns.map(SchemaPart.column)
      + constraints.map(SchemaPart.constraint)
      + indexes.map(SchemaPart.index)
  }
}

/// The first release of each commit, looked up once.
private struct Releases {
  let project: Project
  let repository: Repository
  private var found: [ObjectID: Tag?] = [:]

  init(project: Project, repository: Repository) {
    self.project = project
    self.repository = repository
  }

  mutating func first(containing commit: Commit?) async throws -> Tag? {
    guard let commit else { return nil }
    if let tag = found[commit.id] { return tag }
    let prefix = "refs/tags/"
    let names = try await repository.git.references(containing: commit.id, below: [prefix])
    let tag = try names.compactMap { try repository.tag(named: String($0.dropFirst(prefix.count))) }
      .filter { try project.tagPattern.matches($0) || project.deployment(at: $0).isRecorded }
      .min()
    found[commit.id] = .some(tag)
    return tag
  }
}
