internal import Engine
internal import GitRepository
internal import ModelProviders
internal import Revisions
internal import SchemaModel

extension Prepare {
  func sides(_ dialect: Dialect) async throws -> PrepareSides {
    let engine = project.engine(for: dialect)
    let builder = SnapshotBuilder(engine: engine)
    let target = try await builder.models(
      of: project.workingTree,
      provider: try project.provider(for: settings, builder.engine.dialect), allowsStubs: false)
    let deployed = try await deployedSnapshot(builder)
    let head =
      folder.isEmpty ? deployed.schema : try builder.schema(of: chain)
    return PrepareSides(
      engine: engine, base: deployed.schema, head: head, target: target,
      stubs: deployed.stubs, unmigratedAtBase: deployed.unmigrated,
      lacksModelsAtBase: deployed.lacksModels)
  }

  /// What production has: what the tag's revisions build, or its models where it has none.
  private func deployedSnapshot(_ builder: SnapshotBuilder) async throws -> DeployedSnapshot {
    var snapshot = DeployedSnapshot(schema: Schema(dialect: builder.engine.dialect))
    guard let baseTree, let baseFolder, let deployment = base.deployment else { return snapshot }
    if baseFolder.isEmpty {
      do {
        let models = try await baseModels(of: baseTree, builder)
        snapshot.schema = models.schema
        snapshot.stubs = models.stubs
      } catch let error as UnreadableModels where error.meansNoModels {
        snapshot.lacksModels = true
      }
      return snapshot
    }
    snapshot.schema = try builder.schema(of: baseFolder.graph.chain(to: baseFolder.graph.head?.id))
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
