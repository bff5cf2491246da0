internal import Engine

/// A run in a database that is not ours alone: what no revision has made is there afterwards too.
struct BystanderRun {
  let runner: ScriptRunner

  /// - Returns: what was put back, in words.
  func run(recording changes: [RecordChange], expecting: ExpectedHead?) throws -> [String] {
    let mentions = ScriptMentions(runner.script.text)
    guard mentions.dropsAnything || mentions.altersTypes else {
      try runner.run(recording: changes, expecting: expecting)
      return []
    }
    let bystanders = try Bystanders(
      of: runner.connection, script: runner.script, mentions: mentions)
    do {
      return try run(bystanders, removing: [], changes, expecting)
    } catch DatabaseError.statementFailed(let failure) where isObstruction(failure) {
      let (parts, statements) = Obstacles(bystanders.before, mentions).removal()
      guard !statements.isEmpty else { throw DatabaseError.statementFailed(failure) }
      var rest = bystanders
      rest.dropped = parts
      return try run(rest, removing: statements, changes, expecting)
    }
  }

  private func run(
    _ bystanders: Bystanders, removing obstacles: [String], _ changes: [RecordChange],
    _ expecting: ExpectedHead?
  ) throws -> [String] {
    var runner = runner
    var restored: [String] = []
    runner.prepare = {
      for sql in obstacles { try runner.placing { _ = try runner.connection.execute(sql) } }
    }
    runner.conclude = { restored = try bystanders.restore() }
    try runner.run(recording: changes, expecting: expecting)
    return restored
  }

  /// Whether the server refuses a statement for what hangs on the thing.
  private func isObstruction(_ failure: StatementFailure) -> Bool {
    runner.script.options.isTransactional
      && [
        SQLState.dependentObjects, SQLState.notSupported, SQLState.notInPrerequisiteState,
      ].contains {
        failure.engine.contains($0)
      }
  }
}
