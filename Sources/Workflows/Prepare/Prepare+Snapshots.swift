internal import Engine
internal import GitRepository
internal import ModelProviders
internal import Revisions
internal import SchemaModel

extension Prepare {
  func sides(_ dialect: Dialect) async throws -> PrepareSides {
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

  func baseModels(
    of tree: CommitTree, _ builder: SnapshotBuilder
  ) async throws -> SnapshotBuilder.Models {
    let settings = try project.settings(of: tree)
    return try await builder.models(
      of: tree, provider: try project.provider(for: settings), allowsStubs: true)
  }
}
