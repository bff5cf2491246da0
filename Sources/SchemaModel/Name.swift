/// An identifier of a schema object, as the engine compares it.
package struct Name: Hashable, Sendable {
  /// The identifier as it was declared, without quotes.
  package let spelling: String

  /// The namespace that the object is in (PostgreSQL's schema); `nil` for the engine's usual one.
  package let namespace: String?

  /// What two equal names have in common.
  package let key: String

  /// An identifier of an engine that distinguishes case once quotes are gone, such as PostgreSQL.
  package init(exact spelling: String, in namespace: String? = nil) {
    self.spelling = spelling
    self.namespace = namespace
    key = ([namespace].compactMap(\.self) + [spelling]).map(Self.keyPart).joined(separator: ".")
  }

  /// A part of a key that cannot be taken for two.
  private static func keyPart(_ part: String) -> String {
    guard part.utf8.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "\"") })
    else { return part }
    return "\""
      + part.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  /// An identifier of an engine that ignores the case of ASCII letters, such as SQLite.
  package init(folding spelling: String) {
    self.spelling = spelling
    namespace = nil
    key = spelling.asciiLowercased()
  }

  /// A name as it was stored.
  init(spelling: String, namespace: String?, key: String) {
    self.spelling = spelling
    self.namespace = namespace
    self.key = key
  }

  package static func == (left: Name, right: Name) -> Bool { left.key.hasSameBytes(as: right.key) }

  package func hash(into hasher: inout Hasher) { hasher.combine(key) }
}

extension Name {
  /// A name that a person typed, as a dialect compares it; a dot ends a namespace.
  package init(_ text: String, in dialect: Dialect) {
    switch dialect {
    case .sqlite: self.init(folding: text)
    case .postgresql:
      guard let dot = text.firstIndex(of: ".") else {
        self.init(exact: text)
        return
      }
      self.init(exact: String(text[text.index(after: dot)...]), in: String(text[..<dot]))
    }
  }
}

extension Name {
  /// Another name in the same namespace, as a dialect compares it.
  package func sibling(_ spelling: String, in dialect: Dialect) -> Name {
    switch dialect {
    case .sqlite: Name(folding: spelling)
    case .postgresql: Name(exact: spelling, in: namespace)
    }
  }
}

extension Name: Comparable {
  package static func < (left: Name, right: Name) -> Bool {
    left.key.sortsByBytes(before: right.key)
  }
}

extension Name: CustomStringConvertible {
  package var description: String { namespace.map { "\($0).\(spelling)" } ?? spelling }
}
