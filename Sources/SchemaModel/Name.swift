/// An identifier of a schema object, as the engine compares it.
package struct Name: Hashable, Sendable {
  /// The identifier as it was declared, without quotes.
  package let spelling: String

  /// What two equal names have in common.
  package let key: String

  /// An identifier of an engine that distinguishes case once quotes are gone, such as PostgreSQL.
  package init(exact spelling: String) {
    self.spelling = spelling
    key = spelling
  }

  /// An identifier of an engine that ignores the case of ASCII letters, such as SQLite.
  package init(folding spelling: String) {
    self.spelling = spelling
    key = spelling.asciiLowercased()
  }

  package static func == (left: Name, right: Name) -> Bool { left.key == right.key }

  package func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

extension Name: Comparable {
  package static func < (left: Name, right: Name) -> Bool { left.key < right.key }
}

extension Name: CustomStringConvertible {
  package var description: String { spelling }
}

extension String {
  /// The text with `A` to `Z` in lower case and every other character as it is.
  package func asciiLowercased() -> String {
    String(decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }, as: UTF8.self)
  }
}
