internal import Engine
internal import Proving
internal import Revisions
internal import SchemaModel

/// Shows on scratch databases that two lines of revisions lead to the same schema in both orders.
struct OrderTrial {
  let engine: any Engine
  let order: Fork.Order

  /// - Returns: the schema after each of the moved revisions in the new order.
  /// - Throws: ``BranchError/doNotCommute(_:)``, ``BranchError/noWayBack(engine:dialect:_:_:)``.
  func schemasAfterMoving() throws -> [Schema] {
    if order.isOrphaned { return try schemasWithoutFormerParent() }
    do {
      _ = try equivalence().schema()
    } catch let failure as EquivalenceFailure {
      throw BranchError.doNotCommute(disagreement(failure))
    }
    return try wayAfterMoving()
  }

  /// There is no other order where the revision that it followed is not there.
  private func schemasWithoutFormerParent() throws -> [Schema] {
    do {
      return try wayAfterMoving()
    } catch let error as DatabaseError {
      throw BranchError.failsElsewhere(error, order.moving)
    }
  }

  private func wayAfterMoving() throws -> [Schema] {
    do {
      return try RoundTrip(
        engine: engine, beginning: scripts(order.beginning + order.staying),
        ups: scripts(order.moving), downs: downs()
      ).run()
    } catch let failure as RoundTripFailure {
      throw BranchError.noWayBack(
        engine: engine.displayName, dialect: engine.dialect, failure, order.moving)
    }
  }

  /// What the order does to rows.
  ///
  /// That does not stand against it: a person may want just this one, but they should know.
  func rowDependence() throws -> [RebaseReport.RowDependence] {
    if order.isOrphaned { return [] }
    return switch try equivalence().rows() {
    case .differ(let tables): [.tables(tables)]
    case .fails(.statementFailed(let failure), isOther: false):
      [.failure(path: failure.path, line: failure.line)]
    case .same, .fails, .unknown: []
    }
  }

  private func equivalence() throws -> Equivalence {
    let staying = try scripts(order.staying)
    let moving = try scripts(order.moving)
    return Equivalence(
      engine: engine, beginning: try scripts(order.beginning), one: staying + moving,
      other: moving + staying)
  }

  private func scripts(_ files: [RevisionFile]) throws -> [Script] {
    try files.map { try $0.script(.up, engine.dialect) }
  }

  /// None where one of them has no way back.
  private func downs() throws -> [Script] {
    let isReversible = order.moving.allSatisfy { $0.isReversible(in: engine.dialect) }
    return isReversible
      ? try order.moving.reversed().map { try $0.script(.down, engine.dialect) } : []
  }

  // MARK: Words for what failed

  private func disagreement(_ failure: EquivalenceFailure) -> BranchError.Disagreement {
    var statements: [StatementPlace] = []
    if case .schemasDiffer(let changes) = failure {
      let names = Set(changes.flatMap(\.names))
      statements = (order.staying + order.moving).flatMap {
        $0.statements(mentioning: names, dialect: engine.dialect)
      }
    }
    return BranchError.Disagreement(
      engine: engine.displayName, dialect: engine.dialect, failure: failure,
      staying: order.staying, moving: order.moving, statements: statements)
  }
}

extension RevisionFile {
  /// Whether the down section for a dialect has a script.
  func isReversible(in dialect: Dialect) -> Bool {
    if case .sql = revision.section(.down, dialect: dialect.rawValue)?.body { true } else { false }
  }
}

extension SchemaChange {
  /// What is altered, in lower case.
  fileprivate var names: [String] {
    let names: [Name] =
      switch self {
      case .createObject(let object), .dropObject(let object): [object.name]
      case .alterObject(let from, let to):
        // A view's columns come from statements that do not mention the view.
        [to.name] + Set(from.columns).symmetricDifference(to.columns).map(\.name)
      default: [table].compactMap(\.self)
      }
    return names.map { $0.spelling.lowercased() }
  }
}
