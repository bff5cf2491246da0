extension ScriptStatement {
  /// A name that a statement gives to what has another.
  struct Renaming: Hashable {
    /// Without the schema, and of a routine without its arguments.
    let old: String
    /// The new name, or the schema that the thing moves to.
    let new: String
    let kind: Kind

    enum Kind { case whole, member, move }
  }

  /// What an `ALTER … RENAME` or `ALTER … SET SCHEMA` does; `nil` for other statements.
  var renaming: Renaming? {
    guard renames, let new = words.last?.identifier else { return nil }
    let place = words.firstIndex { $0.keyword == "RENAME" }
    let isWhole = place.map { words[($0 + 1)...].first?.keyword == "TO" } ?? false
    let subject = words[..<(place ?? words.count - 3)].prefix { $0 != .mark(UInt8(ascii: "(")) }
    guard let old = subject.last?.identifier else { return nil }
    return Renaming(old: old, new: new, kind: place == nil ? .move : isWhole ? .whole : .member)
  }

  /// The name of what a statement creates, without the schema, and its kind.
  var created: (kind: String, name: String)? {
    var cursor = WordCursor(self)
    guard cursor.take("CREATE") else { return nil }
    _ = cursor.take("OR", "REPLACE")
    while cursor.take(oneOf: Self.modifiers) != nil {}
    guard let kind = cursor.take(oneOf: Self.kinds) else { return nil }
    _ = cursor.take("CONCURRENTLY")
    _ = cursor.take("IF", "NOT", "EXISTS")
    return cursor.name()?.last.map { (kind, $0) }
  }

  private static let modifiers = [
    "TEMP", "TEMPORARY", "UNLOGGED", "GLOBAL", "LOCAL", "RECURSIVE", "MATERIALIZED", "FOREIGN",
    "UNIQUE",
  ]

  private static let kinds = [
    "AGGREGATE", "DOMAIN", "FUNCTION", "INDEX", "PROCEDURE", "SCHEMA", "SEQUENCE", "TABLE", "TYPE",
    "VIEW",
  ]
}
