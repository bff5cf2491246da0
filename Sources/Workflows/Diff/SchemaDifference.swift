package import Engine
internal import Files
internal import GitRepository
internal import ModelProviders
internal import Revisions
package import SchemaModel

/// What differs between the schemas of two places.
package struct SchemaDifference: Sendable {
  package var from: String
  package var to: String
  package var dialect: Dialect
  /// Differences that no statement could tell are among them.
  package var changes: [SchemaChange]
  /// The statements that would lead from one to the other.
  package var plan: Plan
  /// What a database has and the project has nothing to do with.
  package var leftOut: [Name]

  /// Whether there is a difference that a statement could tell, or one in the order of columns where
  /// that is asked for.
  package func isSubstantial(withOrder: Bool) -> Bool {
    changes.contains { change in
      if case .reorderColumns = change { return withOrder }
      return !change.isCosmetic(in: dialect)
    }
  }

  /// What revisions between the two places have renamed is told as such.
  ///
  /// - Throws: what reading the two schemas and planning throws.
  package static func between(
    _ from: Side, and to: Side, matchesColumnOrder: Bool, in project: Project
  ) async throws -> SchemaDifference {
    let dialect = try dialect(of: [from, to], in: project)
    let engine = project.engine(for: dialect)
    var old = try await schema(of: from, engine, project)
    var new = try await schema(of: to, engine, project)
    let leftOut = leaveOut(&old, of: from, &new, of: to, engine, project)
    let renames = try await recordedRenames(from: (from, old), to: (to, new), in: project)
    let plan = try engine.plan(
      from: old, to: new, renames: renames,
      options: PlanOptions(matchesColumnOrder: matchesColumnOrder))
    return SchemaDifference(
      from: name(of: from), to: name(of: to), dialect: dialect, changes: plan.changes, plan: plan,
      leftOut: leftOut)
  }

  /// Leaves out what a database has beside what the project has ever made there.
  private static func leaveOut(
    _ old: inout Schema, of from: Side, _ new: inout Schema, of to: Side, _ engine: any Engine,
    _ project: Project
  ) -> [Name] {
    guard from.isDatabase != to.isDatabase else { return [] }
    var known = KnownNames([from.isDatabase ? new : old])
    if let graph = try? project.revisions(of: project.workingTree).graph {
      for head in graph.heads {
        let schema = try? project.builder(for: engine.dialect).schema(of: graph.chain(to: head.id))
        if let schema { known.add(schema) }
      }
    }
    let others = known.others(in: from.isDatabase ? old : new)
    old = from.isDatabase ? known.part(of: old) : old
    new = to.isDatabase ? known.part(of: new) : new
    return others
  }

  private static func dialect(of sides: [Side], in project: Project) throws -> Dialect {
    let urls = try sides.compactMap { side in
      if case .database(let url) = side { try DatabaseURL(url) } else { nil }
    }
    if let first = urls.first, let other = urls.first(where: { $0.dialect != first.dialect }) {
      throw DialectsDiffer(one: first.display, other: other.display)
    }
    if let first = urls.first { return first.dialect }
    return try project.settings(of: project.workingTree).dialects.first ?? .sqlite
  }

  private static func name(of side: Side) -> String {
    switch side {
    case .commit(let name), .revision(let name): name
    case .index: "the index"
    case .workingTree: "the working tree"
    case .database(let url): DatabaseURL.redacted(url)
    }
  }

  private static func schema(
    of side: Side, _ engine: any Engine, _ project: Project
  ) async throws -> Schema {
    switch side {
    case .database(let url): return try engine.open(try DatabaseURL(url), mode: .read).schema()
    case .revision(let name):
      let graph = try project.revisions(of: project.workingTree).graph
      let id = try graph.resolve(name, current: nil).id
      return try SnapshotBuilder(engine: engine).schema(of: graph.chain(to: id))
    case .workingTree: return try await models(of: project.workingTree, engine, project, false)
    case .index, .commit:
      guard let repository = project.repository else {
        throw GitError.notARepository(path: project.root)
      }
      return try await models(of: try await tree(of: side, repository), engine, project, true)
    }
  }

  static func tree(of side: Side, _ repository: Repository) async throws -> any Tree {
    guard case .commit(let name) = side else { return try await repository.index() }
    return try repository.tree(of: try repository.commit(named: name), name: name)
  }

  private static func models(
    of tree: any Tree, _ engine: any Engine, _ project: Project, _ allowsStubs: Bool
  ) async throws -> Schema {
    let settings = try project.settings(of: tree)
    return try await project.builder(for: engine.dialect).models(
      of: tree, provider: try project.provider(for: settings, engine.dialect),
      allowsStubs: allowsStubs
    ).schema
  }
}

/// Two databases that speak different dialects, so that their schemas cannot be compared.
package struct DialectsDiffer: Error, Hashable, Sendable {
  package let one: String
  package let other: String
}
