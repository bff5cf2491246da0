internal import Files
internal import Revisions
internal import SchemaModel

extension SchemaDifference {
  typealias Place = (side: Side, schema: Schema)

  /// The renames that the revisions from one place to the other record, or those of the way back.
  static func recordedRenames(
    from: Place, to: Place, in project: Project
  ) async throws -> [Rename] {
    guard let start = try await chain(to: from.side, project),
      let end = try await chain(to: to.side, project)
    else { return [] }
    if end.map(\.id).starts(with: start.map(\.id)) {
      return renames(by: end.dropFirst(start.count), from: from.schema, to: to.schema)
    }
    guard start.map(\.id).starts(with: end.map(\.id)) else { return [] }
    let renames = renames(by: start.dropFirst(end.count), from: to.schema, to: from.schema)
    return renames.map { $0.reversed(among: renames) }
  }

  private static func renames(
    by files: ArraySlice<RevisionFile>, from base: Schema, to target: Schema
  ) -> [Rename] {
    [Rename](composing: files.map { $0.recordedRenames.map { $0.rename(in: base) } })
      .applying(to: base).filter { $0.isComplete(in: target) }
  }

  /// The revisions up to a place; `nil` for a database and where there are several heads.
  private static func chain(to side: Side, _ project: Project) async throws -> [RevisionFile]? {
    let tree: any Tree
    switch side {
    case .database: return nil
    case .workingTree, .revision: tree = project.workingTree
    case .commit, .index:
      guard let repository = project.repository else { return nil }
      tree = try await self.tree(of: side, repository)
    }
    guard let graph = try? project.revisions(of: tree).graph else { return nil }
    if case .revision(let name) = side {
      return try graph.chain(to: graph.resolve(name, current: nil).id)
    }
    guard graph.heads.count <= 1 else { return nil }
    return try graph.chain(to: graph.heads.first?.id)
  }
}
