internal import Engine
internal import GitRepository
internal import ModelProviders
internal import Processes
internal import Revisions
internal import SchemaModel

extension Prepare {
  func sides(_ dialect: Dialect) async throws -> PrepareSides {
    var builder = project.builder(for: dialect)
    builder.isDumped = true
    let provider = try project.provider(for: settings, dialect)
    let tree = project.workingTree
    // Reading a tree may wait for git.
    let dumping = builder
    async let models = withTaskExecutorPreference(BlockingExecutor()) {
      try await dumping.models(of: tree, provider: provider, allowsStubs: false)
    }
    let revisions: SnapshotBuilder.Built
    let deployed: DeployedSnapshot
    do {
      revisions = try builder.build(chain, earlyCount: deployedCount)
      deployed = try await deployedSnapshot(builder, built: revisions.early)
    } catch {
      // Where both sides fail, it is the models that a person is at work on.
      _ = try await models
      throw error
    }
    return PrepareSides(
      engine: builder.engine, base: deployed.schema,
      head: folder.isEmpty ? deployed.schema : revisions.schema,
      headTemplate: revisions.template, target: try await models,
      stubs: deployed.stubs, notesAtBase: deployed.notes, unmigratedAtBase: deployed.unmigrated,
      lacksModelsAtBase: deployed.lacksModels)
  }

  /// How many revisions the chain begins with are those that are deployed, all of them and in their
  /// order; `nil` where it begins otherwise.
  private var deployedCount: Int? {
    guard let graph = baseFolder?.graph, let deployed = try? graph.chain(to: graph.head?.id),
      chain.map(\.contentID).starts(with: deployed.map(\.contentID))
    else { return nil }
    return deployed.count
  }

  /// What production has: what the tag's revisions build, or its models where it has none.
  ///
  /// - Parameter built: what the tag's revisions build, where that is known.
  private func deployedSnapshot(
    _ builder: SnapshotBuilder, built: Schema?
  ) async throws -> DeployedSnapshot {
    var snapshot = DeployedSnapshot(schema: Schema(dialect: builder.engine.dialect))
    if let baseline = chain.first, baseline.isBaseline, baseFolder?.isEmpty ?? true,
      base.deployment.map(baseline.stands) ?? true
    {
      snapshot.schema = try builder.schema(of: [baseline])
      return snapshot
    }
    guard let baseTree, let baseFolder, let deployment = base.deployment else { return snapshot }
    if baseFolder.isEmpty {
      do {
        let models = try await baseModels(of: baseTree, builder)
        snapshot.schema = models.schema
        snapshot.stubs = models.stubs
        snapshot.notes = models.notes
      } catch let error as UnreadableModels where error.meansNoModels {
        snapshot.lacksModels = true
      }
      return snapshot
    }
    snapshot.schema =
      try built ?? builder.schema(of: baseFolder.graph.chain(to: baseFolder.graph.head?.id))
    // A release that was recorded was checked then.
    if !deployment.isRecorded, let models = try? await baseModels(of: baseTree, builder) {
      snapshot.stubs = models.stubs
      snapshot.unmigrated = snapshot.schema.substantialChanges(to: models.schema)
    }
    return snapshot
  }

  func baseModels(
    of tree: CommitTree, _ builder: SnapshotBuilder
  ) async throws -> SnapshotBuilder.Models {
    let settings = try project.settings(of: tree)
    return try await builder.models(
      of: tree, provider: try project.provider(for: settings, builder.engine.dialect),
      allowsStubs: true)
  }
}

/// What production has, and how that is known.
private struct DeployedSnapshot {
  var schema: Schema
  var stubs: [String] = []
  var notes: [ModelNote] = []
  /// What the tag's models declare and its revisions do not.
  var unmigrated: [SchemaChange] = []
  var lacksModels = false
}

extension UnreadableModels {
  /// Whether the tree is from before the models came.
  var meansNoModels: Bool {
    switch reason {
    case ProviderError.moduleMissing, ProviderError.pathMissing: true
    default: false
    }
  }
}
