/// What a dialect quotes and how.
struct SQLQuoting {
  let hasBrackets: Bool
  let hasDollarQuotes: Bool
  let hasEscapeStrings: Bool
  let nestsComments: Bool

  /// In PostgreSQL brackets belong to arrays.
  init(dialect: String) {
    let isPostgreSQL = dialect == "postgresql"
    hasBrackets = !isPostgreSQL
    hasDollarQuotes = isPostgreSQL
    hasEscapeStrings = isPostgreSQL
    nestsComments = isPostgreSQL
  }

  /// The byte that ends what another one opens, or `nil` where that one opens nothing.
  func closing(_ opening: UInt8) -> UInt8? {
    switch opening {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): opening
    case UInt8(ascii: "`") where hasBrackets: opening
    case UInt8(ascii: "[") where hasBrackets: ASCII.bracket
    default: nil
    }
  }
}
