internal import Engine
internal import Proving
internal import Revisions
internal import SchemaModel

/// The revisions that are this branch's own and that no release contains, and those before them.
struct PendingRevisions {
  /// From the first revision to the last that is deployed or others'.
  let beginning: [RevisionFile]
  let files: [RevisionFile]

  /// - Throws: `RevisionGraphError/severalHeads`, ``BranchError/deployedAfterPending(_:)``,
  ///   ``BranchError/sharedAfterOwn(_:place:)``.
  init(
    in graph: RevisionGraph, deployed: Set<RevisionID>, shared: SharedRevisions
  ) throws {
    let chain = try graph.chain(to: graph.head?.id)
    // A baseline builds what was deployed before there were revisions.
    func isDeployed(_ file: RevisionFile) -> Bool {
      deployed.contains(file.id) || file.isBaseline
    }
    func isFixed(_ file: RevisionFile) -> Bool {
      isDeployed(file) || shared.ids.contains(file.id)
    }
    beginning = Array(chain.prefix(while: isFixed))
    files = Array(chain.dropFirst(beginning.count))
    guard let file = files.first(where: isFixed) else { return }
    guard let place = shared.place, !isDeployed(file) else {
      throw BranchError.deployedAfterPending(file)
    }
    throw BranchError.sharedAfterOwn(file, place: place)
  }

  /// The schemas on the way in one dialect.
  func stages(_ engine: any Engine) throws -> Stages {
    let start = try SnapshotBuilder(engine: engine).schema(of: beginning)
    let trip = RoundTrip(
      engine: engine, beginning: try scripts(beginning, .up, engine),
      ups: try scripts(files, .up, engine), downs: [])
    let schemas = [start] + (try trip.run())
    let renames = zip(files, schemas).map { file, base in
      file.recordedRenames.map { $0.rename(in: base) }
    }
    return Stages(engine: engine, schemas: schemas, renames: renames)
  }

  /// What pending revisions lead through.
  struct Stages {
    let engine: any Engine
    /// Where the revisions begin, and then where each of them leads.
    let schemas: [Schema]
    /// The renames that each of them makes.
    fileprivate let renames: [[Rename]]

    fileprivate init(engine: any Engine, schemas: [Schema], renames: [[Rename]]) {
      self.engine = engine
      self.schemas = schemas
      self.renames = renames
    }

    var base: Schema { schemas[0] }
    var target: Schema { schemas[schemas.count - 1] }

    /// The renames that lead through all of them.
    var composedRenames: [Rename] {
      [Rename](composing: renames).applying(to: base).filter { $0.isComplete(in: target) }
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
  /// - Returns: whether rows could be compared; not where the many fail on those of the trial.
  /// - Throws: ``BranchError/notEquivalent(engine:dialect:_:)``.
  func prove(up: Script, down: Script?, _ engine: any Engine) throws -> Bool {
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
    case .same: return true
    case .unknown: return false
    case .differ(let tables): throw refuse(.rows(tables))
    case .fails(let error, let isOther): throw refuse(.rowsFail(error, asOne: isOther))
    }
  }
}
