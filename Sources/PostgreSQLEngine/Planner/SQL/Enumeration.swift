internal import SchemaModel

/// The labels of an enumeration type.
struct Enumeration {
  /// In their order, without quotes.
  let labels: [String]

  init(_ object: SchemaObject) {
    let text = object.definition.spelling
    let inside = text.drop { $0 != "(" }.dropFirst().dropLast()
    labels = SQLList.elements(of: String(inside)).map(Self.text)
  }

  /// The text of a literal as `quote_literal` writes it: `'it''s'`, or `E'back\\slash'`.
  private static func text(of literal: String) -> String {
    let doubled: Set<Character> = literal.hasPrefix("E") ? ["'", "\\"] : ["'"]
    var text = ""
    var isSecond = false
    for character in literal.drop(while: { $0 != "'" }).dropFirst().dropLast() {
      isSecond = doubled.contains(character) && !isSecond
      if !isSecond { text.append(character) }
    }
    return text
  }

  /// Whether new labels are all that it takes.
  func grows(to other: Enumeration) -> Bool {
    var rest = other.labels[...]
    for label in labels {
      guard let place = rest.firstIndex(of: label) else { return false }
      rest = rest[(place + 1)...]
    }
    return true
  }
}
