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
    guard runner.script.options.isTransactional else {
      return try runStepwise(mentions, changes, expecting)
    }
    var census: Census?
    var removal = Obstacles.Removal()
    while true {
      do {
        return try run(mentions, changes, expecting, removing: removal) { census = $0 }
      } catch DatabaseError.statementFailed(let failure) {
        guard let census, let kinds = Obstacles.Kinds(inTheWayOf: failure),
          case let more = Obstacles(census, mentions).removal(of: kinds.union(removal.kinds)),
          !more.parts.isSubset(of: removal.parts)
        else { throw DatabaseError.statementFailed(failure) }
        removal = more
      }
    }
  }

  private func run(
    _ mentions: ScriptMentions, _ changes: [RecordChange], _ expecting: ExpectedHead?,
    removing removal: Obstacles.Removal, telling tell: @escaping (Census) -> Void
  ) throws -> [String] {
    var runner = runner
    let plain = runner
    var bystanders: Bystanders?
    var restored: [String] = []
    runner.prepare = {
      var found = Bystanders(
        before: try Census(of: plain.connection), connection: plain.connection,
        script: plain.script, mentions: mentions)
      tell(found.before)
      found.dropped = removal.parts
      bystanders = found
      for sql in removal.statements { try plain.placing { _ = try plain.connection.execute(sql) } }
    }
    runner.leadsTheWay = mentions.leadsTheWay
    runner.conclude = { restored = try bystanders?.restore() ?? [] }
    try runner.run(recording: changes, expecting: expecting)
    return restored
  }

  /// What there is before is kept in the database, for the run that goes on with a script that has
  /// stopped half-way.
  private func runStepwise(
    _ mentions: ScriptMentions, _ changes: [RecordChange], _ expecting: ExpectedHead?
  ) throws -> [String] {
    var runner = runner
    let plain = runner
    let kept = changes.count == 1 ? changes.first.map { KeptCensus(plain.connection, $0) } : nil
    var bystanders: Bystanders?
    var restored: [String] = []
    try kept?.forgetOthers()
    runner.leadsTheWay = mentions.leadsTheWay
    runner.prepare = {
      var found = try kept?.load()
      if found == nil {
        found = KeptCensus.Content(census: try Census(of: plain.connection))
        try found.map { try kept?.keep($0) }
      }
      guard let found else { return }
      bystanders = Bystanders(
        before: found.census, connection: plain.connection, script: plain.script,
        mentions: mentions, dropped: found.dropped)
    }
    runner.stop = {
      restored = try bystanders?.restore() ?? []
      try kept?.forgetOthers()
    }
    runner.conclude = {
      defer { try? kept?.forget() }
      restored = try bystanders?.restore() ?? []
    }
    var removal = Obstacles.Removal()
    while true {
      do {
        try runner.run(recording: changes, expecting: expecting)
        return restored
      } catch DatabaseError.statementFailed(let failure) {
        // Once the record tells of the script's end, there is nothing to run again.
        guard kept != nil, try RecordTable(connection: plain.connection).progress() != nil,
          let found = bystanders, let kinds = Obstacles.Kinds(inTheWayOf: failure),
          case let present = try Census(of: plain.connection),
          case let more = Obstacles(present, mentions).removal(of: kinds.union(removal.kinds)),
          !more.parts.isSubset(of: removal.parts)
        else { throw DatabaseError.statementFailed(failure) }
        removal = more
        try kept?.keep(
          KeptCensus.Content(census: found.before, dropped: found.dropped.union(more.parts)))
        try plain.placing {
          try plain.connection.inTransaction {
            for sql in more.statements { try plain.connection.execute(sql) }
          }
        }
      }
    }
  }
}
