internal import Engine

/// Runs a script, with its record: in one transaction, or statement by statement.
struct ScriptRunner {
  let connection: Connection
  let script: Script
  let settings: SessionSettings
  /// What statements may do on a scratch server of our own.
  var privileges: ScratchPrivileges?
  /// Is told of each statement that has run, before its transaction ends where it has one.
  var observe: ((ScriptStatement) throws -> Void)?
  /// Statements that have taken effect for the server as a whole.
  var leftOut: Set<String> = []
  /// Is told why a statement failed that stands alone, and says whether to run it once more.
  var mend: (ServerFailure) -> Bool = { _ in false }

  /// The lock that the transaction is to have; `nil` where the session has it, or needs none.
  var lock: UpgradeLock?
  /// Whether statements that stand alone wait for locks without end.
  var waitsForLone = false
  /// Is told that a transaction has begun.
  var hasBegun: () throws -> Void = {}

  /// What is done before the first statement, but for those that may lead the way, and after the
  /// last one.
  var prepare: () throws -> Void = {}
  var conclude: () throws -> Void = {}
  /// What is done where a script stops half-way that is not transactional.
  var stop: () throws -> Void = {}
  /// Whether a statement at the beginning of a transaction runs before `prepare`.
  var leadsTheWay: (ScriptStatement) -> Bool = { _ in false }

  private var record: RecordTable { RecordTable(connection: connection) }

  func run(recording changes: [RecordChange], expecting: ExpectedHead?) throws {
    guard !script.text.utf8.contains(0) else {
      throw failure(ServerFailure(state: "", message: "the script contains a NUL"))
    }
    if script.options.isTransactional {
      try runTransaction(recording: changes, expecting: expecting)
    } else {
      defer { endSession() }
      try verify(expecting, before: changes)
      try runStepwise(changes.count == 1 ? changes.first : nil)
      if changes.count > 1 { try record.apply(changes, durationMilliseconds: 0) }
    }
  }

  /// What was lost until a statement failed has to be put back too.
  private func runStepwise(_ change: RecordChange?) throws {
    do {
      try StepwiseRun(runner: self, change: change).run()
    } catch {
      endSession()
      try? stop()
      throw error
    }
  }

  // MARK: One transaction

  private func runTransaction(
    recording changes: [RecordChange], expecting: ExpectedHead?
  ) throws {
    var isCommitting = false
    do {
      try begin()
      try verify(expecting, before: changes)
      let duration = try ContinuousClock().measure {
        try runStatements()
        try connection.execute(settings.restoring)
        try conclude()
      }
      if !changes.isEmpty {
        try record.apply(changes, durationMilliseconds: duration.milliseconds)
      }
      // What a deferred constraint refuses shows here, before it is too late to tell.
      try placing { _ = try connection.execute("SET CONSTRAINTS ALL IMMEDIATE") }
      isCommitting = true
      try placing { _ = try connection.execute("COMMIT") }
    } catch {
      _ = try? connection.execute("ROLLBACK")
      throw loss(in: error, outcome: isCommitting ? .unknown : .undone)
        ?? LockTable(connection: connection).explaining(error, of: script)
    }
  }

  private func begin() throws {
    let opening = settings.scope == .transaction ? settings.statements : ""
    let beginning = "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;" + opening
    if let lock { try lock.begin(beginning) } else { try connection.execute(beginning) }
    try hasBegun()
  }

  /// `BEGIN` and `COMMIT` round statements of the script add nothing to its one transaction, and
  /// are left out.
  private func runStatements() throws {
    var scanner = StatementScanner(script.text, firstLine: script.firstLine)
    var isInOwnTransaction = false
    var isPrepared = false
    while let statement = scanner.next(escapesBackslashes: connection.escapesBackslashes) {
      if isInOwnTransaction ? statement.commits : statement.beginsTransaction {
        isInOwnTransaction.toggle()
        continue
      }
      guard !statement.endsTransaction else {
        throw failure(
          ServerFailure(state: "", message: "the script ends its own transaction"), at: statement)
      }
      if !isPrepared, !leadsTheWay(statement) {
        try prepare()
        isPrepared = true
      }
      try execute(statement)
      guard !connection.isIdle else {
        throw failure(
          ServerFailure(state: "", message: "the statement ends the script's transaction"),
          at: statement)
      }
      try observe?(statement)
    }
  }

  // MARK: Record

  func verify(_ expecting: ExpectedHead?, before changes: [RecordChange]) throws {
    if let expecting {
      let newest = try record.entries()?.last?.revision
      guard newest == expecting.revision else { throw DatabaseError.recordMoved(newest: newest) }
    }
    guard !changes.isEmpty, let (interruption, _, hasBegun) = try record.progress(),
      !changes.contains(where: { $0.revision == interruption.revision })
    else { return }
    guard interruption.finished == 0, !hasBegun else {
      throw DatabaseError.interrupted(interruption)
    }
    try record.forgetUnstarted()
  }

  /// Leaves the session as it was before a script that is not transactional.
  private func endSession() {
    if !connection.isIdle { _ = try? connection.execute("ROLLBACK") }
    _ = try? connection.execute(settings.restoring)
  }

  // MARK: Failures

  /// Turns what the server refuses into a failure at its place in the script.
  func placing(_ statement: ScriptStatement? = nil, _ body: () throws -> Void) throws {
    do {
      try body()
    } catch let failure as ServerFailure {
      guard !failure.isConnectionLost else {
        throw LostSession(failure: failure, line: statement?.line ?? script.firstLine)
      }
      throw self.failure(failure, at: statement)
    }
  }

  func execute(_ statement: ScriptStatement) throws {
    guard !leftOut.contains(statement.text) else { return }
    try placing(statement) { try send(statement) }
  }

  /// Runs a statement, with the rights that it may have here.
  func send(_ statement: ScriptStatement) throws(ServerFailure) {
    if let privileges {
      try privileges.run(statement, on: connection)
    } else {
      try connection.execute(statement.text)
    }
  }

  /// Runs a statement for which nobody waits that waits itself, however long that takes.
  func patiently(_ body: () throws -> Void) throws {
    guard waitsForLone, let timeout = settings.lockTimeout else { return try body() }
    try connection.execute("SET lock_timeout = 0")
    defer { _ = try? connection.execute("SET lock_timeout = \(timeout.milliseconds)") }
    try body()
  }

  func failure(
    _ failure: ServerFailure, at statement: ScriptStatement? = nil
  ) -> DatabaseError {
    guard let statement else {
      return .statementFailed(
        StatementFailure(failure, path: script.path, line: script.firstLine, sql: ""))
    }
    return .statementFailed(
      StatementFailure(
        failure, path: script.path,
        line: failure.position.map(statement.line(ofCharacter:)) ?? statement.line,
        sql: statement.text))
  }

  /// What the end of the session means for the script, where it is what an error tells.
  func loss(in error: any Error, outcome: ConnectionLoss.Outcome) -> DatabaseError? {
    let lost =
      error as? LostSession
      ?? (error as? ServerFailure).map { LostSession(failure: $0, line: script.firstLine) }
    guard let lost, lost.failure.isConnectionLost else { return nil }
    return .connectionLost(
      ConnectionLoss(
        path: script.path, line: lost.line, reason: lost.failure.message.onOneLine,
        outcome: outcome))
  }
}

/// A statement during which the session ended.
private struct LostSession: Error {
  let failure: ServerFailure
  let line: Int
}

extension Connection {
  /// Whether a backslash quotes in ordinary strings now.
  var escapesBackslashes: Bool { parameter("standard_conforming_strings") == "off" }
}
