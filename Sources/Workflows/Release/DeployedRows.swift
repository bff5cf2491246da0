internal import Engine
internal import Proving
internal import Revisions
internal import SchemaModel

/// The tables that can have rows in production: those of the last release, or of the baseline that
/// stands for it.
struct DeployedRows {
  private let tables: [String]

  /// - Parameters:
  ///   - baseline: what was deployed before there were revisions.
  ///   - revisions: those that come after the release, which may rename its tables.
  init(
    project: Project, dialect: Dialect, deployment: Deployment?, baseline: RevisionFile?,
    revisions: [RevisionFile]
  ) throws {
    let builder = project.builder(for: dialect)
    let graph = try deployment.map { try project.revisions(at: $0.tag).graph }
    let chains = [
      try graph.map { try $0.chain(to: $0.head?.id) } ?? [],
      [baseline].compactMap(\.self),
    ]
    let deployed = try chains.flatMap { try builder.schema(of: $0).tables }
    tables =
      deployed.map(\.name.description) + revisions.flatMap(\.recordedRenames).map(\.names.new)
  }

  /// Whether a table with rows may be what the hazard is about; a revision as a whole is about any.
  func canMeet(_ hazard: Hazard) -> Bool {
    guard hazard.kind == .failsOnRows, hazard.subject != Hazard.wholeRevision else {
      return true
    }
    return tables.contains { table in
      guard hazard.subject.hasPrefix(table) else { return false }
      let rest = hazard.subject.dropFirst(table.count)
      return rest.first.map { ".( ".contains($0) } ?? true
    }
  }
}
