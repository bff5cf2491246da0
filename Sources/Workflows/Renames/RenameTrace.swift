internal import Engine
internal import SchemaModel

/// Follows a name that is gone through the history of the models.
struct RenameTrace {
  let engine: any Engine
  let history: ModelHistory
  /// The renames that are known already.
  let known: [Rename]

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
    let tables = try await tables(of: question)
    return try await follow(question, in: tables).finding
  }

  /// All names that the table of a column had.
  private func tables(of question: RenameQuestion) async throws -> Set<Name> {
    guard question.column != nil, question.table != question.newTable else {
      return [question.table]
    }
    var whole = question
    whole.column = nil
    return try await follow(whole, in: []).names.union([question.table, question.newTable])
  }

  /// - Returns: the names on the way to the finding too.
  private func follow(
    _ question: RenameQuestion, in tables: Set<Name>
  ) async throws -> (names: Set<Name>, finding: Finding) {
    var name = question.column ?? question.table
    var names: Set = [name]
    var position = 0
    var found = Finding.distinct
    // A chain (a became b, b became c) ends with a name that stays.
    while true {
      let spot = Spot(tables: question.column == nil ? nil : tables, name: name)
      guard
        let gone = try await history.firstPosition(
          after: position, where: { !spot.isPresent(in: $0) })
      else { return (names, found) }
      position = gone
      let before = try await history.snapshot(at: position - 1)
      let after = try await history.snapshot(at: position)
      let finding = RenameStep(engine: engine, before: before, after: after, known: known)
        .finding { spot.isMeant(by: $0) }
      guard case .renamed(let next, _) = finding else { return (names, finding) }
      found = .renamed(to: next, history.evidence(at: position))
      if isLabel(question, in: before), history.evidence(at: position) == .uncommitted {
        return (names, .unclear)
      }
      name = next
      names.insert(name)
    }
  }

  /// Whether it is a label, which has nothing but its place that could agree with another's: only a
  /// commit that did no more than that tells of a rename.
  private func isLabel(_ question: RenameQuestion, in schema: Schema) -> Bool {
    question.column != nil && schema.enumeration(named: question.table) != nil
  }
}

/// A name where it may stand in a schema.
private struct Spot {
  /// The names that the column's table, or the label's type, may have; `nil` where the name is a table's.
  let tables: Set<Name>?
  let name: Name

  func isPresent(in schema: Schema) -> Bool {
    guard let tables else { return schema.has(nil, of: name) }
    return tables.contains { schema.has(name, of: $0) }
  }

  func isMeant(by question: RenameQuestion) -> Bool {
    guard let tables else { return question.column == nil && question.table == name }
    return question.column == name && tables.contains(question.table)
  }
}
