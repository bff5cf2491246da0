internal import Engine

/// Puts statements together to a script.
struct PlanAssembly {
  private let options: PlanOptions
  /// Statements that take effect together, and statements that each take effect alone.
  private var groups: [Group] = []

  private struct Group {
    var statements: [Statement]
    let isAlone: Bool
  }

  init(options: PlanOptions) { self.options = options }

  mutating func append(_ statements: [Statement]) {
    guard !statements.isEmpty else { return }
    if let last = groups.indices.last, !groups[last].isAlone {
      groups[last].statements += statements
    } else {
      groups.append(Group(statements: statements, isAlone: false))
    }
  }

  mutating func appendAlone(_ statements: [Statement]) {
    groups += statements.map { Group(statements: [$0], isAlone: true) }
  }

  var isTransactional: Bool { !groups.contains(where: \.isAlone) }

  /// The statements of the script, with the settings that they need.
  var statements: [Statement] {
    guard !groups.isEmpty else { return [] }
    guard !isTransactional else {
      let statements = groups.flatMap(\.statements).withoutRepeatedSettings
      return timeouts(isLocal: true) + bodies(of: statements) + statements
    }
    var statements = timeouts(isLocal: false) + groups.flatMap(transaction)
    statements[0].notes.insert(
      "not one transaction: a run that fails goes on from the statement that failed", at: 0)
    return statements
  }

  private func transaction(_ group: Group) -> [Statement] {
    let statements = bodies(of: group.statements) + group.statements.withoutRepeatedSettings
    guard statements.count > 1 else { return statements }
    return [Statement("BEGIN")] + statements + [Statement("COMMIT")]
  }

  private func timeouts(isLocal: Bool) -> [Statement] {
    let set = isLocal ? "SET LOCAL" : "SET"
    return [
      options.lockTimeout.map { Statement("\(set) lock_timeout = \($0.sqlLiteral)") },
      options.statementTimeout.map { Statement("\(set) statement_timeout = \($0.sqlLiteral)") },
    ].compactMap(\.self)
  }

  /// Bodies may call what comes later.
  private func bodies(of statements: [Statement]) -> [Statement] {
    statements.contains(where: \.createsRoutine)
      ? [Statement("SET LOCAL check_function_bodies = off")] : []
  }
}

extension [Statement] {
  /// What is set once holds to the end of the transaction.
  fileprivate var withoutRepeatedSettings: [Statement] {
    var seen: Set<String> = []
    return filter { !$0.sql.hasPrefix("SET LOCAL ") || seen.insert($0.sql).inserted }
  }
}

extension Statement {
  fileprivate var createsRoutine: Bool {
    ["CREATE FUNCTION ", "CREATE PROCEDURE "].contains {
      sql.creating(orReplacing: false).hasPrefix($0)
    }
  }
}
