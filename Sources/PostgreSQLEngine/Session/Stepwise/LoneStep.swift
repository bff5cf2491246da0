internal import Engine

/// A statement at which a script has stopped.
struct LoneStep {
  let runner: ScriptRunner
  let statement: ScriptStatement

  private var connection: Connection { runner.connection }

  /// Makes ready for the statement: takes away what an earlier attempt has left.
  ///
  /// - Parameter hasBegun: whether it is known that the statement may have begun.
  /// - Returns: whether the statement has taken effect, and is not to be run.
  /// - Throws: ``DatabaseError/statementFailed(_:)`` where something else has the name of what it
  ///   makes.
  func settle(hasBegun: Bool) throws -> Bool {
    guard let look = try look(waits: true), let outcome = look.outcome else { return false }
    switch outcome.extent {
    case .done: return hasBegun || LoneStatement(statement)?.hasDefinition == true
    case .notBegun: return false
    case .differs(let definition):
      throw runner.failure(.difference(outcome.subject, definition), at: statement)
    case .partly:
      for removal in look.removals {
        try runner.placing(statement) { try runner.patiently { try run(removal) } }
      }
      guard let completion = look.completion else { return false }
      try runner.placing(statement) { try run(completion) }
      return true
    }
  }

  /// Whether the catalogs tell that nothing is left of the statement, which has failed.
  var hasNoEffect: Bool {
    if LoneStatement(statement)?.hasDefinition == false { return true }
    return switch (try? look(waits: false))?.outcome?.extent {
    case .notBegun, .differs: true
    case .partly, .done, nil: false
    }
  }

  private func look(waits: Bool) throws -> CatalogLook? {
    guard let lone = LoneStatement(statement) else { return nil }
    var look: CatalogLook?
    try runner.placing(statement) {
      try connection.execute("BEGIN")
      defer { _ = try? connection.execute("ROLLBACK") }
      look = try CatalogLook(at: lone, connection: connection, waits: waits)
    }
    return look
  }

  private func run(_ sql: String) throws { try connection.execute(sql) }
}

extension ServerFailure {
  fileprivate static func difference(_ subject: String, _ definition: String) -> ServerFailure {
    ServerFailure(
      state: "", message: "\(subject) is there already, with another definition",
      detail: definition, hint: "Drop it or give it another name, and run the same command again")
  }
}
