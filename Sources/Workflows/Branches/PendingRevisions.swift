internal import Engine
internal import Proving
internal import Revisions
internal import SchemaModel

/// The revisions that no release contains, and those before them.
struct PendingRevisions {
  /// From the first revision to the last that is deployed.
  let beginning: [RevisionFile]
  let files: [RevisionFile]

  /// - Throws: `RevisionGraphError/severalHeads`, ``BranchError/deployedAfterPending(_:)``.
  init(in graph: RevisionGraph, deployed: Set<RevisionID>) throws {
    let chain = try graph.chain(to: graph.head?.id)
    // A baseline builds what was deployed before there were revisions.
    func isDeployed(_ file: RevisionFile) -> Bool {
      deployed.contains(file.id) || file.baselineTag != nil
    }
    beginning = Array(chain.prefix(while: isDeployed))
    files = Array(chain.dropFirst(beginning.count))
    if let file = files.first(where: isDeployed) { throw BranchError.deployedAfterPending(file) }
  }

  /// The schemas on the way: where the pending revisions begin, and after each of them.
  func schemas(_ engine: any Engine) throws -> [Schema] {
    let start = try SnapshotBuilder(engine: engine).schema(of: beginning)
    let trip = RoundTrip(
      engine: engine, beginning: try scripts(beginning, .up, engine),
      ups: try scripts(files, .up, engine), downs: [])
    return [start] + (try trip.run())
  }

  /// The renames that lead through all of them.
  func renames(_ engine: any Engine, from base: Schema, to target: Schema) -> [Rename] {
    let steps = files.map { file in file.recordedRenames.map { $0.rename(in: engine.dialect) } }
    return [Rename](composing: steps).filter { rename in
      guard rename.applies(to: base) else { return false }
      return rename.isComplete(in: target)
    }
  }

  private func scripts(
    _ files: [RevisionFile], _ direction: Section.Direction, _ engine: any Engine
  ) throws -> [Script] {
    try files.map { try $0.script(direction, engine.dialect) }
  }

  /// Shows that one script has the effect of all, and leads back.
  ///
  /// - Parameter down: `nil` where there is no way back.
  /// - Returns: how many rows the trial had.
  /// - Throws: ``BranchError/notEquivalent(engine:dialect:_:)``.
  func prove(up: Script, down: Script?, _ engine: any Engine) throws -> Int {
    func refuse(_ difference: BranchError.NonEquivalence) -> BranchError {
      .notEquivalent(engine: engine.displayName, dialect: engine.dialect, difference)
    }
    let start = try scripts(beginning, .up, engine)
    let equivalence = Equivalence(
      engine: engine, beginning: start, one: try scripts(files, .up, engine), other: [up])
    do {
      _ = try equivalence.schema()
      try RoundTrip(
        engine: engine, beginning: start, ups: [up], downs: down.map { [$0] } ?? []
      ).run()
    } catch let failure as EquivalenceFailure {
      throw refuse(.schemas(failure))
    } catch let failure as RoundTripFailure {
      throw refuse(.wayBack(failure))
    }
    switch try equivalence.rows() {
    case .same(let count): return count
    case .unknown: return 0
    case .differ(let tables): throw refuse(.rows(tables))
    case .fails(let error, let isOther): throw refuse(.rowsFail(error, asOne: isOther))
    }
  }
}

extension Rename {
  /// Whether what was renamed is there under its new name, in whatever table.
  fileprivate func isComplete(in schema: Schema) -> Bool {
    column == nil
      ? schema.table(named: newName) != nil
      : schema.tables.contains { $0.column(named: newName) != nil }
  }
}
