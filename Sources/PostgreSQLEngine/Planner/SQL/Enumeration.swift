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
    let inside = literal.unicodeScalars.drop { $0 != "'" }.dropFirst().dropLast()
    return inside.undoubling(literal.hasPrefix("E") ? ["'", "\\"] : ["'"])
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
