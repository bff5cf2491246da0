internal import SchemaModel

/// The labels of an enumeration type.
struct Enumeration {
  /// In their order, without quotes.
  let labels: [String]

  init(_ object: SchemaObject) {
    let text = object.definition.spelling
    let inside = text.drop { $0 != "(" }.dropFirst().dropLast()
    labels = SQLList.elements(of: String(inside)).map { label in
      var text = ""
      var isSecond = false
      for character in label.dropFirst().dropLast() {
        if character == "'", !isSecond {
          isSecond = true
          continue
        }
        isSecond = false
        text.append(character)
      }
      return text
    }
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
