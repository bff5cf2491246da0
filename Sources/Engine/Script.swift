/// SQL text that knows where it came from.
package struct Script: Hashable, Sendable {
  package var text: String
  /// What messages call the source: a path in a tree, or `<sqlalchemy>` for what a program printed.
  package var path: String
  /// The number of the text's first line in the source, counted from 1.
  package var firstLine: Int
  package var options: ScriptOptions
  /// The script of the other direction, where it is at hand: it tells what there was before.
  package var opposite: String?

  package init(
    _ text: String, path: String, firstLine: Int = 1, options: ScriptOptions = ScriptOptions()
  ) {
    self.text = text
    self.path = path
    self.firstLine = firstLine
    self.options = options
  }
}

/// How a script wants to be run.
package struct ScriptOptions: Hashable, Sendable {
  /// Whether all statements take effect together or not at all.
  package var isTransactional: Bool
  /// Whether the engine must not enforce foreign keys while the script runs; they are checked at
  /// its end.
  package var suspendsForeignKeys: Bool

  package init(isTransactional: Bool = true, suspendsForeignKeys: Bool = false) {
    self.isTransactional = isTransactional
    self.suspendsForeignKeys = suspendsForeignKeys
  }
}
