internal import Engine

/// A run of a script whose statements each take effect by themselves.
///
/// How far it has come is recorded with each statement, so that a later run can go on from there. Of
/// one that takes no transaction round it, the catalogs tell what has become.
struct StepwiseRun {
  let runner: ScriptRunner
  /// The record's change that the script belongs to; without one no progress is recorded.
  let change: RecordChange?

  private var connection: Connection { runner.connection }
  private var record: RecordTable { RecordTable(connection: connection) }

  func run() throws {
    guard let change else {
      try runUnrecorded()
      return try runner.conclude()
    }
    let statements = StatementScanner.statements(
      of: runner.script.text, firstLine: runner.script.firstLine)
    var finished = 0
    do {
      let duration = try ContinuousClock().measure {
        try start(change, statements, finished: &finished)
        try run(statements, finished: &finished)
      }
      try connection.execute(runner.settings.restoring)
      try conclude(change, duration)
    } catch {
      let outcome = ConnectionLoss.Outcome.partly(
        finished: finished, statements: statements.count)
      throw runner.loss(in: error, outcome: outcome)
        ?? telling(error, finished: finished, statements: statements.count)
    }
  }

  /// What a run does that is killed before the record tells of its end, the next one does again.
  private func conclude(_ change: RecordChange, _ duration: Duration) throws {
    let conclusion = Result { try runner.conclude() }
    guard !connection.isLost else { return try conclusion.get() }
    try connection.inTransaction {
      try record.apply([change], durationMilliseconds: duration.milliseconds)
    }
    try conclusion.get()
  }

  /// One statement is held at a time: models may be a dump with many rows.
  private func runUnrecorded() throws {
    let script = runner.script
    var scanner = StatementScanner(script.text, firstLine: script.firstLine)
    var last: ScriptStatement?
    var (begun, finished) = (0, 0)
    try prepare()
    do {
      while let statement = scanner.next() {
        begun += 1
        try run([statement], at: 0)
        last = statement
        if connection.isIdle { finished = begun }
      }
      try refuseOpenTransaction(after: last)
    } catch {
      guard connection.isLost else { throw error }
      let count = StatementScanner.statements(of: script.text).count
      throw runner.loss(in: error, outcome: .partly(finished: finished, statements: count))
        ?? error
    }
  }

  /// The error with what has been done before it.
  private func telling(_ error: any Error, finished: Int, statements: Int) -> any Error {
    guard finished > 0, case DatabaseError.statementFailed(var failure) = error
    else { return error }
    failure.progress = StatementFailure.Progress(finished: finished, statements: statements)
    return DatabaseError.statementFailed(failure)
  }

  /// - Parameter finished: becomes the number of statements that have run before.
  private func start(
    _ change: RecordChange, _ statements: [ScriptStatement], finished: inout Int
  ) throws {
    guard !statements.isEmpty else { return }
    guard let (interruption, digest, hasBegun) = try record.progress(),
      interruption.revision == change.revision, interruption.direction == change.direction
    else {
      return try record.start(change, statements: statements.count)
    }
    finished = interruption.finished
    guard finished <= statements.count,
      try finished == 0 || record.digest(of: statements.prefix(finished)) == digest
    else {
      throw DatabaseError.finishedPartChanged(path: runner.script.path, interruption)
    }
    // The new session has none of the settings that the old one had.
    for statement in statements.prefix(finished) where statement.setsSession {
      try runner.execute(statement)
    }
    guard finished < statements.count else { return }
    if try settle(statements, at: finished, hasBegun) { finished += 1 }
  }

  /// - Returns: whether the statement has taken effect, or does so here.
  private func settle(
    _ statements: [ScriptStatement], at index: Int, _ hasBegun: Bool
  ) throws -> Bool {
    let step = LoneStep(runner: runner, statement: statements[index])
    guard try step.settle(hasBegun: hasBegun) else { return false }
    try connection.inTransaction { try note(statements, through: index) }
    return true
  }

  private func run(
    _ statements: [ScriptStatement], finished: inout Int
  ) throws {
    let first = max(finished, statements.prefix(while: runner.leadsTheWay).count)
    for index in finished..<statements.count {
      if index == first { try prepare() }
      try run(statements, at: index)
      if connection.isIdle { finished = index + 1 }
    }
    if first >= statements.count { try prepare() }
    try refuseOpenTransaction(after: statements.last)
  }

  private func prepare() throws { try runner.placing { try runner.prepare() } }

  private func run(_ statements: [ScriptStatement], at index: Int) throws {
    let statement = statements[index]
    if !connection.isIdle || statement.beginsTransaction {
      try runInOwnTransaction(statement) { try note(statements, through: index) }
    } else {
      try runAlone(statements, at: index)
    }
  }

  private func refuseOpenTransaction(after last: ScriptStatement?) throws {
    guard connection.isIdle else {
      throw runner.failure(
        ServerFailure(state: "", message: "the script leaves a transaction open"), at: last)
    }
  }

  /// A transaction of the script's own counts when it ends, and is noted in itself.
  private func runInOwnTransaction(
    _ statement: ScriptStatement, noting note: () throws -> Void
  ) throws {
    let takesNote = try statement.commits && !statement.chains && !isReadOnly
    if takesNote { try runner.placing(statement, note) }
    try runner.execute(statement)
    try runner.observe?(statement)
    if connection.isIdle, !takesNote { try connection.inTransaction(note) }
  }

  private var isReadOnly: Bool {
    get throws { try connection.query("SHOW transaction_read_only").first?.first == "on" }
  }

  /// Runs a statement in one transaction with the note of it, where the statement allows that.
  private func runAlone(_ statements: [ScriptStatement], at index: Int) throws {
    let statement = statements[index]
    do {
      guard change != nil || runner.observe != nil else { return try runUnnoted(statement) }
      try connection.inTransaction {
        try runner.send(statement)
        try runner.observe?(statement)
        try note(statements, through: index)
      }
    } catch let failure as ServerFailure where failure.mustBeAlone {
      try runLone(statements, at: index)
    } catch let failure as ServerFailure {
      try runner.placing(statement) { throw failure }
    }
  }

  /// From the first note to the second it is the catalogs that tell how far the statement is.
  private func runLone(_ statements: [ScriptStatement], at index: Int) throws {
    let statement = statements[index]
    try connection.inTransaction { try note(statements, through: index - 1, begins: true) }
    do {
      try runner.patiently { try runner.execute(statement) }
    } catch DatabaseError.statementFailed(let failure) {
      if LoneStep(runner: runner, statement: statement).hasNoEffect {
        try? connection.inTransaction { try note(statements, through: index - 1) }
      }
      throw DatabaseError.statementFailed(failure)
    }
    try runner.observe?(statement)
    try connection.inTransaction { try note(statements, through: index) }
  }

  private func runUnnoted(_ statement: ScriptStatement) throws {
    do {
      try runner.send(statement)
    } catch  where runner.mend(error) {
      try runUnnoted(statement)
    }
  }

  private func note(
    _ statements: [ScriptStatement], through index: Int, begins: Bool = false
  ) throws {
    guard let change else { return }
    try record.note(
      statements[..<(index + 1)], of: statements.count, for: change, begins: begins)
  }
}

extension Connection {
  func inTransaction(_ body: () throws -> Void) throws {
    try execute("BEGIN")
    do {
      try body()
      try execute("COMMIT")
    } catch {
      _ = try? execute("ROLLBACK")
      throw error
    }
  }
}

extension ServerFailure {
  /// Whether the statement is one that takes no transaction round it.
  fileprivate var mustBeAlone: Bool {
    [SQLState.notInTransactionBlock, SQLState.terminationInFunction].contains(state)
  }
}
