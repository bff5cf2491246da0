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
      let step = try await step(from: before, to: after, spot)
      guard case .renamed(let next, _) = step else { return step }
      evidence = history.evidence(at: position)
      let isThere = Spot(question: question, name: next)
        .isPresent(in: try await history.snapshot(at: history.count - 1))
      if isThere { return .renamed(to: next, evidence ?? .uncommitted) }
      name = next
    }
  }

  private func step(from before: Schema, to after: Schema, _ spot: Spot) async throws -> Finding {
    let changes = before.changes(to: after)
    let questions = RenameQuestion.questions(in: changes, after: [])
    guard let question = questions.first(where: { spot.isMeant(by: $0) }) else { return .distinct }
    let rivals = questions.filter { $0 != question && $0.table == question.table }
    let fitting = try question.candidates.filter { candidate in
      let isRivalled = rivals.contains {
        $0.candidates.contains(candidate) && $0.hasSamePlace(candidate, before, after)
      }
      guard !isRivalled, question.hasSamePlace(candidate, before, after) else { return false }
      return try keepsMemberships(question, candidate, before, after)
    }
    return fitting.count == 1 ? .renamed(to: fitting[0], .uncommitted) : .unclear
  }

  /// Whether indexes and constraints see no more in the change than the name.
  private func keepsMemberships(
    _ question: RenameQuestion, _ candidate: Name, _ before: Schema, _ after: Schema
  ) throws -> Bool {
    let rename = Rename(
      table: question.table, column: question.column, newName: candidate, evidence: .uncommitted)
    guard
      let plan = try? engine.plan(
        from: before, to: after, renames: [rename], options: PlanOptions())
    else { return false }
    let table = question.column == nil ? candidate : question.table
    let name = question.column == nil ? nil : candidate
    return plan.changes.withoutRenamedIndexes.allSatisfy { change in
      change.table != table || !change.concerns(name)
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

extension RenameQuestion {
  /// Whether the new column stands where the old one stood; for a table there is no place.
  fileprivate func hasSamePlace(_ candidate: Name, _ before: Schema, _ after: Schema) -> Bool {
    guard let column else { return true }
    let old = before.table(named: table)?.columns.firstIndex { $0.name == column }
    let new = after.table(named: table)?.columns.firstIndex { $0.name == candidate }
    return old == new
  }
}

extension [SchemaChange] {
  /// The changes without pairs of indexes that differ in nothing but the name.
  fileprivate var withoutRenamedIndexes: [SchemaChange] {
    let dropped = compactMap { change -> SchemaModel.Index? in
      if case .dropIndex(let index, _) = change { index } else { nil }
    }
    let created = compactMap { change -> SchemaModel.Index? in
      if case .createIndex(let index, _) = change { index } else { nil }
    }
    return filter { change in
      switch change {
      case .dropIndex(let index, _): !created.contains { $0.isAlike(index) }
      case .createIndex(let index, _): !dropped.contains { $0.isAlike(index) }
      default: true
      }
    }
  }
}

extension Index {
  fileprivate func isAlike(_ other: Index) -> Bool {
    var renamed = other
    renamed.name = name
    return self == renamed
  }
}

extension SchemaChange {
  /// Whether the change has to do with a column beyond its name; `nil` means any column.
  fileprivate func concerns(_ column: Name?) -> Bool {
    switch self {
    case .renameColumn, .renameTable, .reorderColumns, .renameConstraint: return false
    case .addColumn(let other, _), .dropColumn(let other, _), .alterColumn(_, let other, _):
      return column.map { $0 == other.name } ?? true
    case .addConstraint(let constraint, _), .dropConstraint(let constraint, _):
      return column.map { constraint.rule.columns.contains($0) } ?? true
    case .createIndex(let index, _), .dropIndex(let index, _):
      return column.map { column in index.elements.contains { $0.expression.key == column.key } }
        ?? true
    case .alterOptions, .alterAttributes: return column == nil
    case .createTable, .dropTable, .createObject, .dropObject, .alterObject: return false
    }
  }
}

extension Constraint.Rule {
  fileprivate var columns: [Name] {
    switch self {
    case .primaryKey(let key): key.columns.map(\.name)
    case .unique(let unique): unique.columns.map(\.name)
    case .foreignKey(let key): key.columns
    case .check, .exclusion: []
    }
  }
}
