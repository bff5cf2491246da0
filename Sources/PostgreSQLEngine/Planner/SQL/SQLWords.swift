/// The words of a piece of SQL.
enum SQLWords {
  /// Whether a name, spelled as the server does, stands in a text that the server printed.
  static func contains(_ name: String, in text: String) -> Bool {
    words(of: text).contains(Substring(name))
  }

  /// Identifiers, with their quotes, outside string literals.
  static func words(of text: String) -> Set<Substring> {
    Set(parts(of: text).filter(\.isWord).map(\.text))
  }

  /// What could be an identifier, in string literals too, of which a body may be one.
  static func allWords(of text: String) -> Set<Substring> {
    Set(text.split { !$0.isWordPart })
  }

  /// The text with another identifier for one.
  static func replacing(_ name: String, by other: String, in text: String) -> String {
    parts(of: text).map { $0.isWord && $0.text == name ? other : String($0.text) }.joined()
  }

  /// Where the identifier ends that a text begins with.
  static func endOfFirst(in text: String) -> String.Index {
    parts(of: text).first?.text.endIndex ?? text.endIndex
  }

  private static func parts(of text: String) -> [(text: Substring, isWord: Bool)] {
    var parts: [(text: Substring, isWord: Bool)] = []
    var index = text.startIndex
    while index < text.endIndex {
      let start = index
      let first = text[index]
      switch first {
      case "'", "\"": index = end(of: first, in: text, after: index)
      case let character where character.isWordPart:
        index = text[index...].firstIndex { !$0.isWordPart } ?? text.endIndex
      default: index = text.index(after: index)
      }
      parts.append((text[start..<index], first == "\"" || first.isWordPart))
    }
    return parts
  }

  /// The place after the quote that closes the one at `start`.
  private static func end(
    of quote: Character, in text: String, after start: String.Index
  ) -> String.Index {
    var index = text.index(after: start)
    while let close = text[index...].firstIndex(of: quote) {
      index = text.index(after: close)
      guard index < text.endIndex, text[index] == quote else { return index }
      index = text.index(after: index)
    }
    return text.endIndex
  }
}

extension Character {
  fileprivate var isWordPart: Bool { isLetter || isNumber || self == "_" || self == "$" }
}
