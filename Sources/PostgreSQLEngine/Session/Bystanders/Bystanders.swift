internal import Engine
internal import SchemaModel

/// What a database has that a script does not know of, and loses with what the script drops and
/// makes again: grants, owners, comments, triggers, policies, indexes.
///
/// What no revision has made is not a revision's to remove, so it is put back.
struct Bystanders {
  let before: Census
  let connection: Connection
  let script: Script
  let mentions: ScriptMentions
  /// What was taken out of the script's way.
  var dropped: Set<ObjectReference> = []

  /// - Returns: what was put back, in words.
  /// - Throws: ``DatabaseError/statementFailed(_:)`` where something does not fit any more.
  func restore() throws -> [String] {
    try refuseLostColumns(loss())
    var parts = try put(\.structure)
    // Each is told by the one before: grants by the owner.
    for rest in [\BystanderLoss.owners, \.privileges, \.comments, \.publications] {
      parts += try put(rest)
    }
    var seen: Set<String> = []
    return parts.map(\.title).filter { seen.insert($0).inserted }
  }

  private func put(_ lost: KeyPath<BystanderLoss, [LostPart]>) throws -> [LostPart] {
    let parts = try loss()[keyPath: lost]
    try run(parts)
    return parts
  }

  private func loss() throws -> BystanderLoss {
    BystanderLoss(before: before, after: try Census(of: connection), mentions, dropped)
  }

  private func run(_ parts: [LostPart]) throws {
    for part in parts {
      for statement in part.statements { try run(statement, for: part) }
    }
  }

  private func run(_ sql: String, for part: LostPart) throws {
    do {
      try connection.execute(sql)
    } catch {
      throw refusal(
        of: "\(part.title), which no revision has made: \(error.message)", sql: sql,
        engine: error.state.isEmpty ? "PostgreSQL" : "PostgreSQL (\(error.state))")
    }
  }

  private func refuseLostColumns(_ loss: BystanderLoss) throws {
    guard let column = loss.columns.first else { return }
    throw refusal(
      of: "column '\(column)', which no revision has made, would be lost with its values", sql: "",
      engine: "PostgreSQL")
  }

  private func refusal(of reason: String, sql: String, engine: String) -> DatabaseError {
    .statementFailed(
      StatementFailure(
        path: script.path, line: script.firstLine, sql: sql, reason: reason, engine: engine))
  }
}

/// What is put back, and how.
struct LostPart {
  let title: String
  let statements: [String]
}
