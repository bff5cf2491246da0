/// A constraint of a table, whether it was declared with a column or with the table.
package struct Constraint: Hashable, Sendable {
  package var name: Name?
  package var rule: Rule
  /// The whole constraint as the engine prints it, of engines that do: what the rule leaves out.
  package var definition: Expression?

  package init(name: Name? = nil, rule: Rule, definition: Expression? = nil) {
    self.name = name
    self.rule = rule
    self.definition = definition
  }

  /// Whether two constraints ask the same of rows, whatever they are called.
  package func demandsSame(as other: Constraint) -> Bool {
    rule == other.rule && definition == other.definition
  }

  package enum Rule: Hashable, Sendable {
    case primaryKey(PrimaryKey)
    case unique(Unique)
    case foreignKey(ForeignKey)
    case check(CheckConstraint)
    /// No two rows may be alike by the operators that the definition names (PostgreSQL's `EXCLUDE`).
    case exclusion
  }
}

/// A column in a key, with the order and collation that the key gives it.
package struct KeyColumn: Hashable, Sendable {
  package var name: Name
  package var collation: Name?
  package var isDescending: Bool

  package init(name: Name, collation: Name? = nil, isDescending: Bool = false) {
    self.name = name
    self.collation = collation
    self.isDescending = isDescending
  }
}

package struct PrimaryKey: Hashable, Sendable {
  package var columns: [KeyColumn]
  package var isAutoincrement: Bool
  /// Whether the column is another name of the row's own number (SQLite's `INTEGER PRIMARY KEY`).
  package var isRowID: Bool
  package var onConflict: ConflictAction?

  package init(
    columns: [KeyColumn], isAutoincrement: Bool = false, isRowID: Bool = false,
    onConflict: ConflictAction? = nil
  ) {
    self.columns = columns
    self.isAutoincrement = isAutoincrement
    self.isRowID = isRowID
    self.onConflict = onConflict
  }
}

package struct Unique: Hashable, Sendable {
  package var columns: [KeyColumn]
  package var onConflict: ConflictAction?

  package init(columns: [KeyColumn], onConflict: ConflictAction? = nil) {
    self.columns = columns
    self.onConflict = onConflict
  }
}

package struct ForeignKey: Hashable, Sendable {
  package var columns: [Name]
  package var parent: Name
  /// The parent's columns; where the declaration names none, its primary key's.
  package var parentColumns: [Name]
  package var onUpdate: Action
  package var onDelete: Action
  package var isDeferred: Bool

  package init(
    columns: [Name], parent: Name, parentColumns: [Name], onUpdate: Action = .noAction,
    onDelete: Action = .noAction, isDeferred: Bool = false
  ) {
    self.columns = columns
    self.parent = parent
    self.parentColumns = parentColumns
    self.onUpdate = onUpdate
    self.onDelete = onDelete
    self.isDeferred = isDeferred
  }

  package enum Action: String, Hashable, Sendable {
    case noAction = "no action"
    case restrict
    case setNull = "set null"
    case setDefault = "set default"
    case cascade
  }
}

package struct CheckConstraint: Hashable, Sendable {
  package var expression: Expression

  package init(expression: Expression) {
    self.expression = expression
  }
}
