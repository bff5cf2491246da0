package import SchemaModel

/// One of the things that a virtual table tells of its rows: the values of a column, or the words in
/// it that a search finds.
package struct Facet: Hashable, Sendable {
  /// The table or view that the rows are in, where the virtual table only finds them.
  package var source: Name?
  /// `nil` for what is told of all columns together.
  package var column: Name?
  /// What is told and how, in the engine's words: by two rules the same rows tell different things.
  package var rule: String

  package init(source: Name? = nil, column: Name?, rule: String) {
    self.source = source
    self.column = column
    self.rule = rule
  }
}
