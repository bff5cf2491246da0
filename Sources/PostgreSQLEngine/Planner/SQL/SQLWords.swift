/// The words of a piece of SQL.
enum SQLWords {
  /// Whether a name, spelled as the server does, stands in a text that the server printed.
  static func contains(_ name: String, in text: String) -> Bool {
    words(of: text).contains(Substring(name))
  }

  /// Identifiers, with their quotes, outside string literals.
  static func words(of text: String) -> Set<Substring> {
    var words: Set<Substring> = []
    var index = text.startIndex
    while index < text.endIndex {
      let start = index
      switch text[index] {
      case "'": index = end(of: "'", in: text, after: index)
      case "\"":
        index = end(of: "\"", in: text, after: index)
        words.insert(text[start..<index])
      case let character where character.isWordPart:
        index = text[index...].firstIndex { !$0.isWordPart } ?? text.endIndex
        words.insert(text[start..<index])
      default: index = text.index(after: index)
      }
    }
    return words
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
