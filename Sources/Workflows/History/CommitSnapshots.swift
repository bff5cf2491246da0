internal import Engine
internal import GitRepository
internal import ModelProviders
internal import SchemaModel

/// The snapshots of commits' models, each built once or found in the cache, and only when asked for.
///
/// Not to be shared between tasks.
final class CommitSnapshots {
  private let project: Project
  private let repository: Repository
  private let builder: SnapshotBuilder
  private var built: [ObjectID: Result<Schema, UnreadableModels>] = [:]

  init(project: Project, repository: Repository, dialect: Dialect) {
    self.project = project
    self.repository = repository
    builder = project.builder(for: dialect)
  }

  /// How many were asked for, also of those whose models could not be read.
  var count: Int { built.count }

  /// The models that could not be read.
  var failures: [UnreadableModels] {
    built.values.compactMap { if case .failure(let error) = $0 { error } else { nil } }
      .sorted { $0.tree < $1.tree }
  }

  /// The schema of a commit's models; an empty one from before there were any.
  ///
  /// - Throws: ``UnreadableModels``, `GitError`.
  func schema(of commit: Commit) async throws -> Schema {
    if let result = built[commit.id] { return try result.get() }
    do {
      let schema = try await build(commit)
      built[commit.id] = .success(schema)
      return schema
    } catch let error as UnreadableModels {
      built[commit.id] = .failure(error)
      throw error
    }
  }

  private func build(_ commit: Commit) async throws -> Schema {
    let tree = try repository.tree(of: commit, name: commit.id.abbreviated)
    do {
      let provider = try project.provider(
        for: try project.settings(of: tree), builder.engine.dialect)
      return try await builder.models(of: tree, provider: provider, allowsStubs: true).schema
    } catch let error as UnreadableModels where error.meansNoModels {
      return Schema(dialect: builder.engine.dialect)
    } catch let error as SettingsError {
      throw UnreadableModels(tree: tree.name, reason: error)
    }
  }
}
