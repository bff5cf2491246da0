internal import Engine

/// A script that has stopped half-way, and the statement that is its next.
struct StoppedScript {
  let connection: Connection
  let script: Script

  /// - Returns: `nil` where the next statement does not stand alone, or is not known.
  /// - Throws: ``ServerFailure``.
  func outcome(after interruption: Interruption) throws -> StepOutcome? {
    let statements = StatementScanner.statements(of: script.text, firstLine: script.firstLine)
    guard interruption.finished < statements.count,
      let statement = LoneStatement(statements[interruption.finished])
    else { return nil }
    return try inTrial { try CatalogLook(at: statement, connection: connection, waits: false) }
      .outcome
  }

  /// A standby takes none that writes, and then less can be told.
  private func inTrial<Result>(_ body: () throws -> Result) throws -> Result {
    let settings = SessionSettings(scope: .transaction).statements
    defer { _ = try? connection.execute("ROLLBACK") }
    do {
      try connection.execute("BEGIN READ WRITE;" + settings)
    } catch  where !error.isConnectionLost {
      try connection.execute("ROLLBACK;BEGIN;" + settings)
    }
    return try body()
  }
}
