internal import CSQLite
internal import Engine

/// Runs a script, with its record, in one transaction where it allows it.
struct ScriptRunner {
  let connection: Connection
  let script: Script

  func run(recording changes: [RecordChange], expecting: ExpectedHead?) throws {
    // The pragma does nothing inside a transaction: https://www.sqlite.org/pragma.html#pragma_foreign_keys
    try connection.query(
      "PRAGMA foreign_keys = \(script.options.suspendsForeignKeys ? "OFF" : "ON")")
    do {
      if script.options.isTransactional { try connection.query("BEGIN IMMEDIATE") }
      try verify(expecting)
      let duration = try checkingForeignKeys {
        try keepingBystanders(isRecorded: !changes.isEmpty) { execution in
          try ContinuousClock().measure { try execution.run() }
        }
      }
      try record(changes, duration: duration)
      if script.options.isTransactional { try connection.query("COMMIT") }
    } catch {
      if !connection.isAutocommit { _ = try? connection.query("ROLLBACK") }
      throw error
    }
  }

  private func verify(_ expecting: ExpectedHead?) throws {
    guard let expecting else { return }
    let newest = try RecordTable(connection: connection).entries()?.last?.revision
    guard newest == expecting.revision else { throw DatabaseError.recordMoved(newest: newest) }
  }

  /// Only a script that rebuilds tables, or one that could, suspends foreign keys.
  ///
  /// - Parameter isRecorded: whether this is a database that has more than revisions have made.
  private func keepingBystanders<Result>(
    isRecorded: Bool, _ body: (ScriptExecution) throws -> Result
  ) throws -> Result {
    var execution = ScriptExecution(connection: connection, script: script)
    let dropped = DroppedNames(in: script)
    guard script.options.suspendsForeignKeys || !dropped.views.isEmpty else {
      return try body(execution)
    }
    var bystanders = try Bystanders(connection: connection, dropped: dropped)
    guard isRecorded else {
      execution.afterRename = { try bystanders.follow($0) }
      let result = try body(execution)
      try bystanders.restore(after: script)
      return result
    }
    var rules = BystanderRules(connection: connection, script: script, remade: dropped.tables)
    let indexes = try BystanderIndexes(
      connection: connection, script: script, remade: dropped.tables)
    execution.afterRename = { rename in
      try bystanders.follow(rename)
      try rules.follow(rename)
    }
    let result = try body(execution)
    try bystanders.refuseLostColumns(after: script)
    try rules.refuseLosses(after: script, in: dropped.tables)
    try bystanders.restore(after: script)
    try indexes.rebuildBroken(after: script)
    return result
  }

  private func checkingForeignKeys<Result>(_ body: () throws -> Result) throws -> Result {
    guard script.options.suspendsForeignKeys else { return try body() }
    let check = ForeignKeyCheck(connection: connection)
    let before = try check.violations()
    let result = try body()
    try check.refuse(newSince: before)
    return result
  }

  private func record(_ changes: [RecordChange], duration: Duration) throws {
    guard !changes.isEmpty else { return }
    let (seconds, attoseconds) = duration.components
    let milliseconds = Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    try RecordTable(connection: connection).apply(changes, durationMilliseconds: milliseconds)
  }
}
