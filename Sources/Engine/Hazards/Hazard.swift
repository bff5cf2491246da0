package import SchemaModel

/// A property of a change that a person should know before it runs in production.
package struct Hazard: Hashable, Sendable {
  package var kind: Kind
  /// What it concerns: `users` or `users.nickname`.
  package var subject: String

  package init(_ kind: Kind, subject: String) {
    self.kind = kind
    self.subject = subject
  }

  package enum Kind: String, CaseIterable, Hashable, Sendable {
    /// A table goes, and its rows with it.
    case dropTable = "drop-table"
    /// A column goes, and its values with it.
    case dropColumn = "drop-column"
    /// Values of a column are stored differently afterwards.
    case castValues = "cast-values"
    /// Statements that a person has written delete rows, bring some or change their values.
    case changesRows = "changes-rows"
    /// Rows that were allowed before can make the script fail.
    case failsOnRows = "fails-on-rows"
    /// All rows of a table are written again, which takes time and space with its size.
    case rewritesTable = "rewrites-table"
    /// The way back does not run where there are rows.
    case irreversible

    /// What a person must accept before a release.
    ///
    /// `prepare` asks for it and `release` looks for it, each in all of these cases.
    package enum Consent: Sendable {
      /// Nothing.
      case none
      /// That data may be gone afterwards, for as long as the script does what loses it.
      case loss
      /// That rows may make the script fail, where those of a trial did.
      case failure
    }

    package var consent: Consent {
      switch self {
      case .dropTable, .dropColumn, .castValues, .changesRows: .loss
      case .failsOnRows: .failure
      case .rewritesTable, .irreversible: .none
      }
    }

    /// Whether a person must accept the hazard before a release.
    package var asksFirst: Bool { consent != .none }
  }
}

extension Hazard {
  /// What a hazard is about that no table or column can be blamed for.
  package static let wholeRevision = "the revision"

  /// What a revision file says of it above the statement that has it.
  package var note: String {
    let consequence =
      switch kind {
      case .dropTable: "the rows of '\(subject)' are lost"
      case .dropColumn: "the values of '\(subject)' are lost"
      case .castValues: "the values of '\(subject)' are stored differently"
      case .changesRows: "rows of '\(subject)' are deleted or changed"
      case .failsOnRows where subject == Self.wholeRevision: "rows can make it fail"
      case .failsOnRows: "rows of '\(subject)' can make it fail"
      case .rewritesTable: "all rows of '\(subject)' are written again"
      case .irreversible: "'\(subject)' has no way back where there are rows"
      }
    return "\(kind.rawValue): \(consequence)"
  }

  /// The hazards that follow from what a change is, whatever the rows.
  package static func inherent(in change: SchemaChange) -> [Hazard] {
    switch change {
    case .dropTable(let table):
      [Hazard(.dropTable, subject: table.name.spelling)]
    case .dropColumn(let column, let table) where column.generation == nil:
      [Hazard(.dropColumn, subject: "\(table).\(column.name)")]
    case .alterColumn(let old, let new, let table)
    where old.generation == nil && new.generation != nil:
      [Hazard(.dropColumn, subject: "\(table).\(new.name)")]
    default: []
    }
  }
}

extension Name {
  /// What a hazard is said to be about that concerns columns of a table: `users(email, name)`.
  package func subject(_ columns: [Name]) -> String {
    "\(self)(\(columns.map(\.spelling).joined(separator: ", ")))"
  }
}

extension [Hazard] {
  /// The queries for the hazards that have one, in the hazards' order.
  package func prechecks(among asked: [Precheck]) -> [Precheck] {
    compactMap { hazard in asked.first { $0.hazard == hazard } }
  }

  /// The list with those of another that it lacks.
  package func adding(_ others: [Hazard]) -> [Hazard] {
    others.reduce(into: self) { list, hazard in
      if !list.contains(hazard) { list.append(hazard) }
    }
  }

  /// Whether values that would be others are said to be lost.
  package func losesAlready(_ hazard: Hazard) -> Bool {
    hazard.kind == .castValues && contains(Hazard(.dropColumn, subject: hazard.subject))
  }
}
