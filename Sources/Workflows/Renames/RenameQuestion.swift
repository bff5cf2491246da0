package import SchemaModel

/// Something that is gone and something new that may be the same under another name.
package struct RenameQuestion: Hashable, Sendable {
  /// The table or other object, by its name before all renames, or the type whose label or attribute
  /// is gone.
  package var table: Name
  /// The table, by its name after all renames that are known.
  package var newTable: Name
  /// `nil` where it is the table or object itself that is gone.
  package var column: Name?
  /// What the old one may be called now.
  package var candidates: [Name]
  /// Whether the candidates agree with the old one in everything but the name.
  ///
  /// What does not may have got another name and changed in separate commits; that only the history
  /// can tell.
  package var isEvident = true

  /// The old name in full.
  package var subject: String {
    (column.map { NamePath(table).appending($0.spelling) } ?? NamePath(table)).description
  }

  /// A candidate's name in full.
  package func fullName(of candidate: Name) -> String {
    let path =
      column == nil ? NamePath(candidate) : NamePath(newTable).appending(candidate.spelling)
    return path.description
  }

  /// Whether it is a column that has its name from the composite type that its table is of.
  func isOfTypedTable(in schema: Schema) -> Bool {
    column != nil && schema.table(named: table)?.attributes["of type"] != nil
  }

  /// The questions that a list of changes raises.
  ///
  /// - Parameters:
  ///   - renames: those that were made before the changes.
  ///   - dialect: where objects cannot be renamed, one that is altered is dropped and created.
  static func questions(
    in changes: [SchemaChange], after renames: [Rename], dialect: Dialect
  ) -> [RenameQuestion] {
    tableQuestions(in: changes) { $0.isEvidently($1) }
      + (dialect.altersObjects ? objectQuestions(in: changes, after: renames) : [])
      + columnQuestions(in: changes, after: renames) { $0.isEvidently($1) }
      + labelQuestions(in: changes) { $0.gap(of: $1) == $0.gap(of: $2) }
      + attributeQuestions(in: changes)
  }

  /// The same for whatever table, column or label is gone where something of its kind is new, whether
  /// they agree or not.
  static func faintQuestions(
    in changes: [SchemaChange], after renames: [Rename]
  ) -> [RenameQuestion] {
    let questions =
      tableQuestions(in: changes) { _, _ in true }
      + columnQuestions(in: changes, after: renames) { _, _ in true }
      + labelQuestions(in: changes) { _, _, _ in true }
    return questions.map { question in
      var faint = question
      faint.isEvident = false
      return faint
    }
  }

  /// For what is gone, where what has been there all the time may be the one: another of that name went
  /// before it was renamed.
  static func questionsOfTakenNames(
    in changes: [SchemaChange], after renames: [Rename], from base: Schema, to target: Schema
  ) -> [RenameQuestion] {
    changes.compactMap { change in
      var question: RenameQuestion
      switch change {
      case .dropTable(let old):
        let kept = base.tables.map(\.name).filter { target.table(named: $0) != nil }
        question = RenameQuestion(
          table: old.name, newTable: old.name, column: nil, candidates: kept)
      case .dropColumn(let old, let table):
        let former = renames.first { $0.column == nil && $0.newName == table }?.table ?? table
        let kept = base.table(named: former)?.columns.map(\.name)
          .filter { target.table(named: table)?.column(named: $0) != nil }
        question = RenameQuestion(
          table: former, newTable: table, column: old.name, candidates: kept ?? [])
      default: return nil
      }
      question.isEvident = false
      return question.candidates.isEmpty ? nil : question
    }
  }

  private static func columnQuestions(
    in changes: [SchemaChange], after renames: [Rename], where agree: (Column, Column) -> Bool
  ) -> [RenameQuestion] {
    changes.compactMap { change in
      guard case .dropColumn(let old, let table) = change else { return nil }
      let candidates = changes.compactMap { other -> Name? in
        guard case .addColumn(let new, table) = other, agree(old, new) else { return nil }
        return new.name
      }
      guard !candidates.isEmpty else { return nil }
      let rename = renames.first { $0.column == nil && $0.newName == table }
      return RenameQuestion(
        table: rename?.table ?? table, newTable: table, column: old.name, candidates: candidates)
    }
  }

  static func tableQuestions(
    in changes: [SchemaChange], where agree: (Table, Table) -> Bool
  ) -> [RenameQuestion] {
    changes.compactMap { change in
      guard case .dropTable(let old) = change else { return nil }
      let candidates = changes.compactMap { other -> Name? in
        guard case .createTable(let new) = other, agree(old, new) else { return nil }
        return new.name
      }
      return candidates.isEmpty
        ? nil
        : RenameQuestion(table: old.name, newTable: old.name, column: nil, candidates: candidates)
    }
  }

  private static func objectQuestions(
    in changes: [SchemaChange], after renames: [Rename]
  ) -> [RenameQuestion] {
    changes.compactMap { change in
      guard case .dropObject(let old) = change, old.kind.isRenamable else { return nil }
      let candidates = changes.compactMap { other -> Name? in
        guard case .createObject(let new) = other, old.isEvidently(new) else { return nil }
        return new.name
      }
      let name = old.name(before: renames)
      return candidates.isEmpty
        ? nil
        : RenameQuestion(table: name, newTable: name, column: nil, candidates: candidates)
    }
  }

  private static func attributeQuestions(in changes: [SchemaChange]) -> [RenameQuestion] {
    changes.flatMap { change -> [RenameQuestion] in
      guard case .alterObject(let from, let to) = change, from.kind == .compositeType else {
        return []
      }
      let come = to.columns.filter { new in !from.columns.contains { $0.name == new.name } }
      return from.columns.compactMap { old in
        guard !to.columns.contains(where: { $0.name == old.name }) else { return nil }
        let candidates = come.filter { old.isEvidently($0) }.map(\.name)
        return candidates.isEmpty
          ? nil
          : RenameQuestion(
            table: from.name, newTable: from.name, column: old.name, candidates: candidates)
      }
    }
  }

  private static func labelQuestions(
    in changes: [SchemaChange], where agree: (LabelChange, String, String) -> Bool
  ) -> [RenameQuestion] {
    changes.flatMap { change -> [RenameQuestion] in
      guard case .alterObject(let from, let to) = change, from.kind == .enumeration else {
        return []
      }
      let labels = LabelChange(from: from.labels, to: to.labels)
      return labels.gone.compactMap { old in
        let candidates = labels.come.filter { agree(labels, old, $0) }.map { Name(exact: $0) }
        return candidates.isEmpty
          ? nil
          : RenameQuestion(
            table: from.name, newTable: from.name, column: Name(exact: old), candidates: candidates)
      }
    }
  }
}

/// The labels of an enumeration type that go, and those that come.
struct LabelChange {
  let old: [String]
  let new: [String]

  init(from old: [String], to new: [String]) {
    self.old = old
    self.new = new
  }

  var gone: [String] { old.filter { !new.contains($0) } }
  var come: [String] { new.filter { !old.contains($0) } }

  /// The labels that stay on both sides of one that goes or comes.
  func gap(of label: String) -> [String?] {
    let labels = old.contains(label) ? old : new
    let place = labels.firstIndex(of: label) ?? labels.endIndex
    func stays(_ label: String) -> Bool { old.contains(label) && new.contains(label) }
    return [labels[..<place].last(where: stays), labels[place...].first(where: stays)]
  }
}
