internal import Engine
internal import SchemaModel

/// Two neighbouring states of a schema, between which something may have got another name.
struct RenameStep {
  let engine: any Engine
  let before: Schema
  let after: Schema

  /// What became of an old name.
  ///
  /// - Parameter isMeant: chooses the question that asks for it.
  func finding(where isMeant: (RenameQuestion) -> Bool) -> RenameTrace.Finding {
    let questions = self.questions
    guard let question = questions.first(where: isMeant) else { return .distinct }
    return finding(for: question, among: questions)
  }

  /// The renames that the two states themselves tell of.
  func renames(evidence: Rename.Evidence) -> [Rename] {
    let questions = self.questions
    return questions.compactMap { question in
      guard case .renamed(let name, _) = finding(for: question, among: questions) else {
        return nil
      }
      return Rename(
        table: question.table, column: question.column, newName: name, evidence: evidence)
    }
  }

  private var questions: [RenameQuestion] {
    RenameQuestion.questions(in: before.changes(to: after), after: [])
  }

  private func finding(
    for question: RenameQuestion, among questions: [RenameQuestion]
  ) -> RenameTrace.Finding {
    let rivals = questions.filter { $0 != question && $0.table == question.table }
    let fitting = question.candidates.filter { candidate in
      let isRivalled = rivals.contains {
        $0.candidates.contains(candidate) && $0.hasSamePlace(candidate, before, after)
      }
      guard !isRivalled, question.hasSamePlace(candidate, before, after) else { return false }
      return keepsMemberships(question, candidate)
    }
    return fitting.count == 1 ? .renamed(to: fitting[0], .uncommitted) : .unclear
  }

  /// Whether indexes and constraints see no more in the change than the name.
  private func keepsMemberships(_ question: RenameQuestion, _ candidate: Name) -> Bool {
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
