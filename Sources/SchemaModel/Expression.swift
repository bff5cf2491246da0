/// A piece of SQL that is compared by its tokens: a default, a CHECK, a type, the text of a view.
package struct Expression: Hashable, Sendable {
  /// The text as it was declared.
  package let spelling: String

  /// The normalised tokens: what two equal expressions have in common.
  package let key: String

  package init(_ spelling: String, key: String) {
    self.spelling = spelling
    self.key = key
  }

  package static func == (left: Expression, right: Expression) -> Bool {
    left.key.hasSameBytes(as: right.key)
  }

  package func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

extension Expression: CustomStringConvertible {
  package var description: String { spelling }
}
