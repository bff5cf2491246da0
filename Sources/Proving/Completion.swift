internal import Engine
internal import SchemaModel

/// A plan that is run, and gets more statements for what it has left to do.
///
/// What a statement brings with it is sometimes known to the engine alone: the names of what it makes
/// by itself, or what it leaves behind.
struct Completion {
  let base: ScratchBase
  let target: Schema
  let options: PlanOptions

  /// How often what is left is planned anew; it is less each time, or nothing helps.
  private static let rounds = 3

  /// - Returns: the plan as it is where it fails, or where nothing is left to do.
  func completing(_ plan: Plan) throws -> Plan {
    guard plan.options.isTransactional else { return plan }
    var plan = plan
    for _ in 0..<Self.rounds {
      guard let rest = try rest(after: plan), !rest.statements.isEmpty,
        rest.options.isTransactional
      else { break }
      plan.statements += rest.statements
      plan.hazards += rest.hazards.filter { !plan.hazards.contains($0) }
    }
    return plan
  }

  /// What the plan leaves to do; `nil` where it cannot be run.
  private func rest(after plan: Plan) throws -> Plan? {
    let database = try base.open()
    do {
      try database.run(Script(plan.text, path: "<plan>", options: plan.options))
    } catch is DatabaseError {
      return nil
    }
    return try base.engine.plan(
      from: database.schema(), to: target, renames: [], options: options)
  }
}
