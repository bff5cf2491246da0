/// A schema in the words of another program of the engine, which reads the catalog in its own way.
///
/// What a catalog reader does not know cannot prove itself right against it. The order of statements
/// and of a table's columns is none of the schema's.
package struct SchemaDump: Hashable, Sendable {
  /// Sorted.
  package let statements: [String]

  package init(statements: [String]) { self.statements = statements.sorted() }

  /// The statements of one of the two alone: `-` before those of this one, `+` before the other's.
  package func differences(to other: SchemaDump) -> [String] {
    statements.without(other.statements).map { "- \($0)" }
      + other.statements.without(statements).map { "+ \($0)" }
  }
}

extension [String] {
  /// The elements that another list has not, or not as often.
  fileprivate func without(_ others: [String]) -> [String] {
    var counts = Dictionary(others.map { ($0, 1) }, uniquingKeysWith: +)
    return filter { element in
      guard let count = counts[element], count > 0 else { return true }
      counts[element] = count - 1
      return false
    }
  }
}
