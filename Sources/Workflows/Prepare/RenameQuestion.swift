package import SchemaModel

/// Something that is gone and something new that agree in everything but the name.
package struct RenameQuestion: Hashable, Sendable {
  package var table: Name
  /// `nil` where it is the table itself.
  package var column: Name?
  /// What the old one may be called now.
  package var candidates: [Name]

  /// The old name in full.
  package var subject: String { column.map { "\(table).\($0)" } ?? table.spelling }

  /// The questions that a list of changes raises.
  static func questions(in changes: [SchemaChange]) -> [RenameQuestion] {
    tableQuestions(in: changes) + columnQuestions(in: changes)
  }

  private static func columnQuestions(in changes: [SchemaChange]) -> [RenameQuestion] {
    changes.compactMap { change in
      guard case .dropColumn(let old, let table) = change else { return nil }
      let candidates = changes.compactMap { other -> Name? in
        guard case .addColumn(let new, table) = other, old.agrees(with: new) else { return nil }
        return new.name
      }
      return candidates.isEmpty
        ? nil : RenameQuestion(table: table, column: old.name, candidates: candidates)
    }
  }

  private static func tableQuestions(in changes: [SchemaChange]) -> [RenameQuestion] {
    changes.compactMap { change in
      guard case .dropTable(let old) = change else { return nil }
      let candidates = changes.compactMap { other -> Name? in
        guard case .createTable(let new) = other, old.columns == new.columns else { return nil }
        return new.name
      }
      return candidates.isEmpty
        ? nil : RenameQuestion(table: old.name, column: nil, candidates: candidates)
    }
  }
}

extension Column {
  fileprivate func agrees(with other: Column) -> Bool {
    var renamed = other
    renamed.name = name
    return self == renamed
  }
}
