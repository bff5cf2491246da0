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

extension String {
  /// Whether two texts are the same to an engine, which does not know of canonical equivalence.
  func hasSameBytes(as other: String) -> Bool {
    utf8.count == other.utf8.count && withBytes(and: other) { $0.elementsEqual($1) }
  }

  /// Whether this text comes first, in the order of the bytes of UTF-8.
  func sortsByBytes(before other: String) -> Bool {
    withBytes(and: other) { $0.lexicographicallyPrecedes($1) }
  }

  /// The bytes as they are stored, which is much quicker than one after the other.
  private func withBytes<Result>(
    and other: String,
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    var (left, right) = (self, other)
    return left.withUTF8 { left in right.withUTF8 { right in body(left, right) } }
  }

  /// The text with `A` to `Z` in lower case and every other character as it is.
  package func asciiLowercased() -> String {
    guard utf8.contains(where: { (0x41...0x5A).contains($0) }) else { return self }
    return String(decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }, as: UTF8.self)
  }
}
