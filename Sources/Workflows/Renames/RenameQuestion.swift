package import SchemaModel

/// Something that is gone and something new that may be the same under another name.
package struct RenameQuestion: Hashable, Sendable {
  /// The table, by its name before all renames.
  package var table: Name
  /// The table, by its name after all renames that are known.
  package var newTable: Name
  /// `nil` where it is the table itself that is gone.
  package var column: Name?
  /// What the old one may be called now.
  package var candidates: [Name]
  /// Whether the candidates agree with the old one in everything but the name.
  ///
  /// What does not may have got another name and changed in separate commits; that only the history
  /// can tell.
  package var isEvident = true

  /// The old name in full.
  package var subject: String { column.map { "\(table).\($0)" } ?? table.spelling }

  /// A candidate's name in full.
  package func fullName(of candidate: Name) -> String {
    column == nil ? candidate.spelling : "\(newTable).\(candidate)"
  }

  /// The questions that a list of changes raises.
  ///
  /// - Parameter renames: those that were made before the changes.
  static func questions(in changes: [SchemaChange], after renames: [Rename]) -> [RenameQuestion] {
    tableQuestions(in: changes) { Set($0.columns) == Set($1.columns) }
      + columnQuestions(in: changes, after: renames) { $0.agrees(with: $1) }
  }

  /// The same for whatever is gone where something of its kind is new, whether they agree or not.
  static func faintQuestions(
    in changes: [SchemaChange], after renames: [Rename]
  ) -> [RenameQuestion] {
    let questions =
      tableQuestions(in: changes) { _, _ in true }
      + columnQuestions(in: changes, after: renames) { _, _ in true }
    return questions.map { question in
      var faint = question
      faint.isEvident = false
      return faint
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

  private static func tableQuestions(
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
}

extension Column {
  /// Whether the two are the same but for the name.
  fileprivate func agrees(with other: Column) -> Bool {
    var renamed = other
    renamed.name = name
    return self == renamed
  }
}
