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
    let violations = script.options.suspendsForeignKeys ? try self.violations() : []
    guard script.options.isTransactional else {
      try execute()
      return try record(changes, duration: .zero)
    }
    try connection.query("BEGIN IMMEDIATE")
    do {
      try verify(expecting)
      let duration = try ContinuousClock().measure { try execute() }
      try refuse(newSince: violations)
      try record(changes, duration: duration)
      try connection.query("COMMIT")
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

  private func record(_ changes: [RecordChange], duration: Duration) throws {
    guard !changes.isEmpty else { return }
    let (seconds, attoseconds) = duration.components
    let milliseconds = Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
    try RecordTable(connection: connection).apply(changes, durationMilliseconds: milliseconds)
  }

  // MARK: Statements

  private func execute() throws {
    let text = Array(script.text.utf8CString)
    try text.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      var next: UnsafePointer<CChar>? = start
      while let current = next, current.pointee != 0 {
        next = try executeStatement(at: current, in: start)
      }
    }
  }

  /// - Returns: where the next statement begins.
  private func executeStatement(
    at current: UnsafePointer<CChar>, in start: UnsafePointer<CChar>
  ) throws -> UnsafePointer<CChar>? {
    var handle: OpaquePointer?
    var tail: UnsafePointer<CChar>?
    let wasInTransaction = !connection.isAutocommit
    var code = sqlite3_prepare_v2(connection.handle, current, -1, &handle, &tail)
    defer { sqlite3_finalize(handle) }
    if code == SQLITE_OK, handle != nil {
      repeat { code = sqlite3_step(handle) } while code == SQLITE_ROW
    }
    guard code == SQLITE_OK || code == SQLITE_DONE else {
      throw error(for: connection.failure(code: code), at: current - start)
    }
    if script.options.isTransactional, wasInTransaction, connection.isAutocommit {
      throw error(
        for: SQLiteFailure(code: SQLITE_MISUSE, reason: "the script ends its own transaction"),
        at: current - start)
    }
    return tail
  }

  /// A refusal that concerns the database as a whole stays as it is; one of the statement is placed.
  private func error(for failure: SQLiteFailure, at offset: Int) -> any Error {
    guard DatabaseError(failure, path: "") == nil else { return failure }
    let text = Array(script.text.utf8)
    let rest = text[offset...]
    let mistake = offset + (failure.offset ?? Tokenizer.blanks(before: rest))
    return DatabaseError.statementFailed(
      StatementFailure(
        path: script.path,
        line: script.firstLine + text[..<min(mistake, text.count)].count { $0 == 0x0A },
        sql: Tokenizer.firstStatement(in: rest), reason: failure.reason, engine: "SQLite"))
  }

  // MARK: Foreign keys

  private func violations() throws -> [ForeignKeyViolation] {
    try connection.query(
      #"SELECT "table", parent, count(*) FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2"#
    ).map {
      ForeignKeyViolation(
        table: $0[0].text ?? "", parent: $0[1].text ?? "", rows: $0[2].integer ?? 0)
    }
  }

  /// Rows that were wrong before the script are not its fault.
  private func refuse(newSince before: [ForeignKeyViolation]) throws {
    guard script.options.suspendsForeignKeys else { return }
    let new = try violations().filter { violation in
      let old = before.first { $0.table == violation.table && $0.parent == violation.parent }
      return violation.rows > old?.rows ?? 0
    }
    guard new.isEmpty else { throw DatabaseError.foreignKeyViolations(new) }
  }
}
