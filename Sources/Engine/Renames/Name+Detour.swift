package import SchemaModel

extension Name {
  /// A name that is free for what makes room for another, or takes a detour.
  package func detour(besides taken: Set<Name>, in dialect: Dialect) -> Name {
    var detour = self
    var prefix = Self.detourPrefix
    repeat {
      detour = sibling((prefix + spelling).cut(for: dialect), in: dialect)
      prefix = "_" + prefix
    } while taken.contains(detour)
    return detour
  }

  /// Whether a spelling is one that ``detour(besides:in:)`` gives.
  package static func isDetour(_ spelling: String) -> Bool {
    spelling.hasPrefix("_") && ("_" + spelling.drop { $0 == "_" }).hasPrefix(detourPrefix)
  }

  private static let detourPrefix = "_migrate_"
}

extension String {
  /// The server cuts longer names itself, and those of two could become one
  /// (<https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS>).
  fileprivate func cut(for dialect: Dialect) -> String {
    dialect == .postgresql ? prefix(bytes: 63) : self
  }
}
