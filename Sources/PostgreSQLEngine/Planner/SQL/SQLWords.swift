internal import SchemaModel

/// The words of a piece of SQL.
enum SQLWords {
  /// Whether a name, spelled as the server does, stands in a text that the server printed.
  static func contains(_ name: String, in text: String) -> Bool {
    let (bytes, ranges) = names(in: text)
    return ranges.contains { bytes[$0].elementsEqual(name.utf8) }
  }

  /// Identifiers, with their quotes, outside string literals.
  static func words(of text: String) -> Set<String> {
    let (bytes, ranges) = names(in: text)
    return Set(ranges.map { String(decoding: bytes[$0], as: UTF8.self) })
  }

  /// The same with those of bodies between dollar signs, which may be statements.
  static func wordsAndBodies(of text: String) -> Set<String> {
    var lexer = Lexer(text)
    var words = words(of: text)
    while let token = lexer.next() {
      guard token.kind == .string else { continue }
      let string = String(decoding: lexer.text[token.range], as: UTF8.self)
      guard let end = string.dropFirst().firstIndex(of: "$"), string.hasPrefix("$") else {
        continue
      }
      let tag = string[...end]
      words.formUnion(wordsAndBodies(of: String(string.dropFirst(tag.count).dropLast(tag.count))))
    }
    return words
  }

  /// What could be an identifier, in string literals too, of which a body may be one.
  static func allWords(of text: String) -> Set<Substring> {
    Set(text.split { !$0.isWordPart })
  }

  /// The text with another identifier for one.
  static func replacing(_ name: String, by other: String, in text: String) -> String {
    var (bytes, ranges) = names(in: text)
    for range in ranges.reversed() where bytes[range].elementsEqual(name.utf8) {
      bytes.replaceSubrange(range, with: other.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Where the identifier ends that a text begins with.
  static func endOfFirst(in text: String) -> String.Index {
    var lexer = Lexer(text)
    guard let first = lexer.next() else { return text.endIndex }
    return text.utf8.index(text.startIndex, offsetBy: first.range.upperBound)
  }

  /// Where identifiers stand in the bytes of a text.
  private static func names(in text: String) -> (bytes: [UInt8], ranges: [Range<Int>]) {
    var lexer = Lexer(text)
    var ranges: [Range<Int>] = []
    while let token = lexer.next() {
      if token.kind == .word || token.kind == .quotedName { ranges.append(token.range) }
    }
    return (lexer.text, ranges)
  }
}

extension Character {
  fileprivate var isWordPart: Bool { isLetter || isNumber || self == "_" || self == "$" }
}
