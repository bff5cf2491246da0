/// A column of a table.
package struct Column: Hashable, Sendable {
  package var name: Name
  /// The declared type; its key is empty where none was declared.
  package var type: Expression
  package var isNullable: Bool
  /// What NOT NULL does with a NULL, where it is not to abort the statement.
  package var nullConflict: ConflictAction?
  package var defaultValue: Expression?
  /// The collation, where it is not the type's own.
  package var collation: Name?
  package var generation: Generation?
  package var attributes: Attributes

  package init(
    name: Name, type: Expression, isNullable: Bool = true, nullConflict: ConflictAction? = nil,
    defaultValue: Expression? = nil, collation: Name? = nil, generation: Generation? = nil,
    attributes: Attributes = [:]
  ) {
    self.name = name
    self.type = type
    self.isNullable = isNullable
    self.nullConflict = nullConflict
    self.defaultValue = defaultValue
    self.collation = collation
    self.generation = generation
    self.attributes = attributes
  }

  /// Whether the engine numbers rows in the column by itself (`GENERATED … AS IDENTITY`).
  package var isIdentity: Bool { attributes["identity"] != nil }

  /// How a generated column comes to its value.
  package struct Generation: Hashable, Sendable {
    package let expression: Expression
    package let isStored: Bool

    package init(expression: Expression, isStored: Bool) {
      self.expression = expression
      self.isStored = isStored
    }
  }
}

/// What a constraint does with a row that violates it (SQLite's `ON CONFLICT`).
///
/// The default, to abort the statement, is written as `nil` wherever this type is optional.
package enum ConflictAction: String, Hashable, Sendable {
  case rollback, fail, ignore, replace
}
