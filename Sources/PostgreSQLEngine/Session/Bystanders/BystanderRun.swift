internal import Engine

/// A run in a database that is not ours alone: what no revision has made is there afterwards too.
struct BystanderRun {
  let runner: ScriptRunner

  /// - Returns: what was put back, in words.
  func run(recording changes: [RecordChange], expecting: ExpectedHead?) throws -> [String] {
    let mentions = ScriptMentions(runner.script.text)
    guard mentions.dropsAnything || mentions.altersTypes || mentions.replacesAnything else {
      try runner.run(recording: changes, expecting: expecting)
      return []
    }
    var census: Census?
    do {
      return try run(mentions, changes, expecting) { bystanders in
        census = bystanders.before
        return []
      }
    } catch DatabaseError.statementFailed(let failure) where isObstruction(failure) {
      guard let census, case let (parts, statements) = Obstacles(census, mentions).removal(),
        !statements.isEmpty
      else { throw DatabaseError.statementFailed(failure) }
      return try run(mentions, changes, expecting) { bystanders in
        bystanders.dropped = parts
        return statements
      }
    }
  }

  /// - Parameter preparing: is given what there is before the script, and returns the statements
  ///   that are to run first.
  private func run(
    _ mentions: ScriptMentions, _ changes: [RecordChange], _ expecting: ExpectedHead?,
    preparing: @escaping (inout Bystanders) -> [String]
  ) throws -> [String] {
    var runner = runner
    let plain = runner
    var bystanders: Bystanders?
    var restored: [String] = []
    runner.prepare = {
      var found = try Bystanders(of: plain.connection, script: plain.script, mentions: mentions)
      let obstacles = preparing(&found)
      bystanders = found
      for sql in obstacles { try plain.placing { _ = try plain.connection.execute(sql) } }
    }
    runner.leadsTheWay = mentions.leadsTheWay
    runner.conclude = { restored = try bystanders?.restore() ?? [] }
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
