/// An index that was created by a statement of its own.
///
/// The index that an engine makes for a UNIQUE or PRIMARY KEY constraint is part of the constraint.
package struct Index: Hashable, Sendable {
  package var name: Name
  package var isUnique: Bool
  package var elements: [Element]
  /// The condition of a partial index.
  package var predicate: Expression?
  /// The whole index as the engine prints it, of engines that do: what the elements leave out.
  package var definition: Expression?
  package var attributes: Attributes
  /// The statement that creates the index; not compared.
  package var declaration: String

  package init(
    name: Name, isUnique: Bool, elements: [Element], predicate: Expression?, declaration: String,
    definition: Expression? = nil, attributes: Attributes = [:]
  ) {
    self.name = name
    self.isUnique = isUnique
    self.elements = elements
    self.predicate = predicate
    self.declaration = declaration
    self.definition = definition
    self.attributes = attributes
  }

  /// One column or expression of an index.
  package struct Element: Hashable, Sendable {
    package var expression: Expression
    /// `nil` where the engine tells it in the definition only.
    package var collation: Name?
    package var isDescending: Bool

    package init(expression: Expression, collation: Name? = nil, isDescending: Bool) {
      self.expression = expression
      self.collation = collation
      self.isDescending = isDescending
    }
  }

  package static func == (left: Index, right: Index) -> Bool {
    left.name == right.name && left.isUnique == right.isUnique && left.elements == right.elements
      && left.predicate == right.predicate && left.definition == right.definition
      && left.attributes == right.attributes
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(isUnique)
    hasher.combine(elements)
    hasher.combine(predicate)
    hasher.combine(definition)
    hasher.combine(attributes)
  }
}
