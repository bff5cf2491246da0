internal import Engine
internal import SchemaModel

/// Follows a name that is gone through the history of the models.
struct RenameTrace {
  let engine: any Engine
  let history: ModelHistory

  enum Finding {
    /// One change took the old name away and brought one that agrees with it.
    case renamed(to: Name, Rename.Evidence)
    /// The old name went without a new one, or both were there at the same time.
    case distinct
    /// Several new names fit, or one that fits not in everything.
    case unclear
  }

  /// - Throws: what building a snapshot throws.
  func follow(_ question: RenameQuestion) async throws -> Finding {
    var name = question.column ?? question.table
    var position = 0
    var evidence: Rename.Evidence?
    // A chain (a became b, b became c) ends with a name that the working tree has.
    while true {
      let spot = Spot(question: question, name: name)
      position = try await history.firstPosition(after: position) { !spot.isPresent(in: $0) }
      let before = try await history.snapshot(at: position - 1)
      let after = try await history.snapshot(at: position)
      let finding = RenameStep(engine: engine, before: before, after: after)
        .finding { spot.isMeant(by: $0) }
      guard case .renamed(let next, _) = finding else { return finding }
      evidence = history.evidence(at: position)
      let isThere = Spot(question: question, name: next)
        .isPresent(in: try await history.snapshot(at: history.count - 1))
      if isThere { return .renamed(to: next, evidence ?? .uncommitted) }
      name = next
    }
  }
}

/// A name where it may stand in a schema.
private struct Spot {
  let question: RenameQuestion
  let name: Name

  func isPresent(in schema: Schema) -> Bool {
    guard question.column != nil else { return schema.table(named: name) != nil }
    return [question.table, question.newTable].contains {
      schema.table(named: $0)?.column(named: name) != nil
    }
  }

  func isMeant(by other: RenameQuestion) -> Bool {
    guard question.column != nil else { return other.column == nil && other.table == name }
    return other.column == name
      && (other.table == question.table || other.table == question.newTable)
  }
}
