internal import SchemaModel

/// A list as the server prints it, with commas between the elements.
enum SQLList {
  /// The elements, each without the blanks around it; commas in quotes and parentheses part nothing.
  static func elements(of text: String) -> [String] {
    var elements: [String] = []
    var element = ""
    var depth = 0
    var quote: Character?
    for character in text {
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "'" || character == "\"" {
        quote = character
      } else if "([{".contains(character) {
        depth += 1
      } else if ")]}".contains(character) {
        depth -= 1
      } else if character == ",", depth == 0 {
        elements.append(element.trimmingBlanks)
        element = ""
        continue
      }
      element.append(character)
    }
    if !element.trimmingBlanks.isEmpty { elements.append(element.trimmingBlanks) }
    return elements
  }
}

extension String {
  var trimmingBlanks: String {
    let start = drop { $0.isWhitespace }
    return String(start.reversed().drop { $0.isWhitespace }.reversed())
  }
}

extension Name {
  /// The name that an identifier stands for, of which the schema is the usual one.
  init(unquoting identifier: String) {
    guard identifier.count >= 2, identifier.first == "\"", identifier.last == "\"" else {
      self.init(exact: identifier)
      return
    }
    var text = ""
    var isSecond = false
    for character in identifier.dropFirst().dropLast() {
      if character == "\"", !isSecond {
        isSecond = true
        continue
      }
      isSecond = false
      text.append(character)
    }
    self.init(exact: text)
  }
}
