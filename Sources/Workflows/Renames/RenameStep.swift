internal import Engine
internal import SchemaModel

/// Two neighbouring states of a schema, between which something may have got another name.
struct RenameStep {
  let engine: any Engine
  let before: Schema
  let after: Schema
  /// Renames of tables that are known without the two states.
  var known: [Rename] = []

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
    renames(answering: questions, evidence)
  }

  private func renames(
    answering questions: [RenameQuestion], _ evidence: Rename.Evidence
  ) -> [Rename] {
    questions.compactMap { question in
      guard case .renamed(let name, _) = finding(for: question, among: questions) else {
        return nil
      }
      return Rename(
        table: question.table, column: question.column, newName: name, evidence: evidence)
    }
  }

  /// Of the columns of a renamed table too, and of what reads from it.
  private var questions: [RenameQuestion] {
    let changes = before.changes(to: after)
    let questions = RenameQuestion.questions(in: changes, after: [], dialect: before.dialect)
      .filter { !$0.isOfTypedTable(in: before) }
    let said = known.filter { $0.column == nil && $0.isComplete(in: after) }
      .applying(to: before)
    let told = renames(answering: questions.filter { $0.column == nil }, .uncommitted)
    let renames =
      said
      + told.filter { rename in
        !said.contains { $0.table == rename.table || $0.newName == rename.newName }
      }
    guard !renames.isEmpty, let plan = plan(renames) else { return questions }
    return questions
      + RenameQuestion.questions(in: plan.changes, after: renames, dialect: before.dialect)
      .filter { question in
        question.column == nil
          ? !questions.contains(question) && before.has(nil, of: question.table)
          : question.table != question.newTable
      }
  }

  private func plan(_ renames: [Rename]) -> Plan? {
    try? engine.plan(from: before, to: after, renames: renames, options: PlanOptions())
  }

  private func finding(
    for question: RenameQuestion, among questions: [RenameQuestion]
  ) -> RenameTrace.Finding {
    let rivals = questions.filter { $0 != question && $0.owner == question.owner }
    let isColumn = question.isOfColumn(in: before)
    let fitting = question.remaining(besides: rivals).filter { candidate in
      guard isColumn || question.hasSamePlace(candidate, before, after) else { return false }
      return keepsMemberships(question, candidate)
    }
    guard fitting.count == 1, question.hasSamePlace(fitting[0], before, after) else {
      return .unclear
    }
    let isRivalled = rivals.contains { rival in
      rival.remaining(besides: questions).contains(fitting[0])
        && (isColumn
          ? keepsMemberships(rival, fitting[0]) : rival.hasSamePlace(fitting[0], before, after))
    }
    return isRivalled ? .unclear : .renamed(to: fitting[0], .uncommitted)
  }

  /// Whether indexes and constraints see no more in the change than the name.
  private func keepsMemberships(_ question: RenameQuestion, _ candidate: Name) -> Bool {
    guard let plan = plan(renames(question, candidate)) else { return false }
    let table = question.column == nil ? candidate : question.newTable
    let name = question.column == nil ? nil : candidate
    return plan.changes.withoutRenamedIndexes.allSatisfy { change in
      change.table != table || !change.concerns(name)
    }
  }

  /// The rename in question, and those without which it cannot have been.
  private func renames(_ question: RenameQuestion, _ candidate: Name) -> [Rename] {
    func rename(_ column: Name?, _ newName: Name) -> Rename {
      Rename(table: question.table, column: column, newName: newName, evidence: .uncommitted)
    }
    let own = rename(question.column, candidate)
    if question.column != nil {
      let isTableRenamed = question.table != question.newTable
      return isTableRenamed ? [rename(nil, question.newTable), own] : [own]
    }
    guard let old = before.table(named: question.table), let new = after.table(named: candidate)
    else { return [own] }
    return [own] + old.casings(in: new).map { rename($0.old, $0.new) }
  }
}

extension RenameQuestion {
  /// Whether it is a table's column that is gone, and no label.
  fileprivate func isOfColumn(in schema: Schema) -> Bool {
    column != nil && schema.enumeration(named: table) == nil
  }

  /// The table or type whose members are in question; `nil` where the whole is.
  fileprivate var owner: Name? { column == nil ? nil : table }

  /// The candidate that has the old name but for its case or its namespace.
  private var respelled: Name? {
    candidates.first { $0.isSpelledLike(column ?? table) }
  }

  /// The candidates without those whose names tell that they were others.
  fileprivate func remaining(besides questions: [RenameQuestion]) -> [Name] {
    if let respelled { return [respelled] }
    let told = questions.filter { $0 != self && $0.owner == owner }.compactMap(\.respelled)
    return candidates.filter { !told.contains($0) }
  }

  /// Whether the new column stands where the old one stood, or has its name but for the case; what is no
  /// member has no place.
  fileprivate func hasSamePlace(_ candidate: Name, _ before: Schema, _ after: Schema) -> Bool {
    guard let column else { return true }
    if let old = before.enumeration(named: table), let new = after.enumeration(named: newTable) {
      return LabelChange(from: old.labels, to: new.labels)
        .isInPlace(candidate.spelling, of: column.spelling)
    }
    if candidate.isSpelledLike(column) { return true }
    let old = before.columns(of: table)?.firstIndex { $0.name == column }
    let new = after.columns(of: newTable)?.firstIndex { $0.name == candidate }
    return old == new
  }
}

extension LabelChange {
  /// Whether as many labels come between the same two as go, and one comes where another goes.
  fileprivate func isInPlace(_ label: String, of other: String) -> Bool {
    let gap = gap(of: other)
    let (old, new) = (
      gone.filter { self.gap(of: $0) == gap }, come.filter { self.gap(of: $0) == gap }
    )
    return old.count == new.count && old.firstIndex(of: other) == new.firstIndex(of: label)
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
    case .renameColumn, .renameTable, .renameLabel, .renameAttribute, .renameObject,
      .reorderColumns, .renameConstraint:
      return false
    case .alterColumn(let old, let new, _) where old.isEvidently(new, isCaseFree: false):
      return false
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
