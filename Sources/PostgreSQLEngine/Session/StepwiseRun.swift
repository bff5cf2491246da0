internal import Engine

/// A run of a script whose statements each take effect by themselves.
///
/// How far it has come is recorded with each statement, so that a later run can go on from there.
struct StepwiseRun {
  let runner: ScriptRunner
  /// The record's change that the script belongs to; without one no progress is recorded.
  let change: RecordChange?

  private var connection: Connection { runner.connection }
  private var record: RecordTable { RecordTable(connection: connection) }

  func run() throws {
    let statements = StatementScanner.statements(
      of: runner.script.text, firstLine: runner.script.firstLine)
    var finished = 0
    do {
      finished = try start(statements)
      let duration = try ContinuousClock().measure {
        try run(statements, from: finished, finished: &finished)
      }
      guard let change else { return }
      try connection.execute(runner.settings.restoring)
      try inTransaction {
        try record.apply([change], durationMilliseconds: duration.milliseconds)
      }
    } catch {
      let outcome = ConnectionLoss.Outcome.partly(
        finished: finished, statements: statements.count)
      throw runner.loss(in: error, outcome: outcome)
        ?? telling(error, finished: finished, statements: statements.count)
    }
  }

  /// The error with what has been done before it, if that is recorded.
  private func telling(_ error: any Error, finished: Int, statements: Int) -> any Error {
    guard change != nil, finished > 0, case DatabaseError.statementFailed(var failure) = error
    else { return error }
    failure.progress = StatementFailure.Progress(finished: finished, statements: statements)
    return DatabaseError.statementFailed(failure)
  }

  /// - Returns: how many statements have run before.
  private func start(_ statements: [ScriptStatement]) throws -> Int {
    guard let change, !statements.isEmpty else { return 0 }
    guard let (interruption, digest) = try record.progress(),
      interruption.revision == change.revision, interruption.direction == change.direction
    else {
      try record.start(change, statements: statements.count)
      return 0
    }
    let finished = interruption.finished
    guard finished <= statements.count,
      try finished == 0 || record.digest(of: statements.prefix(finished)) == digest
    else {
      throw DatabaseError.finishedPartChanged(path: runner.script.path, interruption)
    }
    // The new session has none of the settings that the old one had.
    for statement in statements.prefix(finished) where statement.setsSession {
      try runner.execute(statement)
    }
    if finished < statements.count { try dropInvalidIndex(of: statements[finished]) }
    return finished
  }

  private func run(
    _ statements: [ScriptStatement], from start: Int, finished: inout Int
  ) throws {
    for index in start..<statements.count {
      let statement = statements[index]
      if !connection.isIdle || statement.beginsTransaction {
        // A transaction of the script's own counts when it ends.
        try runner.execute(statement)
        try runner.observe?(statement)
        if connection.isIdle { try inTransaction { try note(statements, through: index) } }
      } else {
        try runAlone(statement) { try note(statements, through: index) }
      }
      if connection.isIdle { finished = index + 1 }
    }
    guard connection.isIdle else {
      throw runner.failure(
        ServerFailure(state: "", message: "the script leaves a transaction open"),
        at: statements.last)
    }
  }

  /// Runs a statement in one transaction with the note of it, where the statement allows that.
  private func runAlone(_ statement: ScriptStatement, noting note: () throws -> Void) throws {
    do {
      guard change != nil || runner.observe != nil else { return try runUnnoted(statement) }
      try inTransaction {
        try runner.send(statement)
        try runner.observe?(statement)
        try note()
      }
    } catch let failure as ServerFailure where failure.mustBeAlone {
      try runner.execute(statement)
      try runner.observe?(statement)
      try inTransaction(note)
    } catch let failure as ServerFailure {
      try runner.placing(statement) { throw failure }
    }
  }

  private func runUnnoted(_ statement: ScriptStatement) throws {
    do {
      try runner.send(statement)
    } catch  where runner.mend(error) {
      try runUnnoted(statement)
    }
  }

  private func inTransaction(_ body: () throws -> Void) throws {
    try connection.execute("BEGIN")
    do {
      try body()
      try connection.execute("COMMIT")
    } catch {
      _ = try? connection.execute("ROLLBACK")
      throw error
    }
  }

  private func note(_ statements: [ScriptStatement], through index: Int) throws {
    if let change { try record.note(statements[...index], of: statements.count, for: change) }
  }

  /// Removes what a `CREATE INDEX CONCURRENTLY` leaves behind that does not come to its end.
  private func dropInvalidIndex(of statement: ScriptStatement) throws {
    guard let (name, table) = statement.concurrentIndex else { return }
    let rows = try connection.query(
      """
      SELECT format('%I.%I', n.nspname, c.relname)
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE i.indrelid = to_regclass($1) AND c.relname = $2 AND NOT i.indisvalid
      """, [table.map(\.quotedIdentifier).joined(separator: "."), name])
    guard let index = rows.first?.first.flatMap(\.self) else { return }
    try connection.execute("DROP INDEX CONCURRENTLY \(index)")
  }
}

extension ServerFailure {
  /// Whether the statement is one that takes no transaction round it.
  fileprivate var mustBeAlone: Bool {
    [SQLState.notInTransactionBlock, SQLState.terminationInFunction].contains(state)
  }
}
