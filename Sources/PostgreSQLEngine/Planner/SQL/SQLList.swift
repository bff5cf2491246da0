internal import SchemaModel

/// A list as the server prints it, with commas between the elements.
enum SQLList {
  /// The elements, each without the blanks around it; commas in quotes and parentheses part nothing.
  static func elements(of text: String) -> [String] {
    var elements: [String] = []
    var start = text.startIndex
    let scalars = text.unicodeScalars
    for place in Scan(text[...]).places where place.depth == 0 && scalars[place.index] == "," {
      elements.append(String(text[start..<place.index]).trimmingBlanks)
      start = scalars.index(after: place.index)
    }
    let last = String(text[start...]).trimmingBlanks
    return last.isEmpty ? elements : elements + [last]
  }

  /// Where the bracket is that closes the list which the text begins in; `nil` where there is none.
  static func end(of text: Substring) -> String.Index? {
    Scan(text).places.first { $0.depth < 0 }?.index
  }

  /// Where a character stands outside quotes, at one depth of brackets or at any.
  static func unquoted(
    _ character: Unicode.Scalar, in text: String, depth: Int? = nil
  ) -> [String.Index] {
    Scan(text[...]).places.filter { place in
      text.unicodeScalars[place.index] == character && depth.map { $0 == place.depth } ?? true
    }.map(\.index)
  }

  /// The first place of a text in another that stands outside quotes and brackets.
  static func place(of words: String, in text: String) -> String.Index? {
    guard let first = words.unicodeScalars.first else { return nil }
    return unquoted(first, in: text, depth: 0).first {
      text[$0...].utf8.starts(with: words.utf8)
    }
  }

  /// The scalars of a text that stand outside quotes, and how deep in brackets they are.
  private struct Scan {
    private(set) var places: [(index: String.Index, depth: Int)] = []

    init(_ text: Substring) {
      var depth = 0
      var quoted = Lexer.tokens(of: String(text)).filter {
        $0.kind == .string || $0.kind == .quotedName
      }.map(\.range)[...]
      var offset = 0
      for index in text.unicodeScalars.indices {
        let scalar = text.unicodeScalars[index]
        defer { offset += UTF8.width(scalar) }
        while let range = quoted.first, range.upperBound <= offset { quoted.removeFirst() }
        if let range = quoted.first, range.contains(offset) { continue }
        switch scalar {
        case "(", "[", "{": depth += 1
        case ")", "]", "}": depth -= 1
        default: break
        }
        places.append((index, depth))
      }
    }
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
    let scalars = identifier.unicodeScalars
    guard scalars.count >= 2, scalars.first == "\"", scalars.last == "\"" else {
      self.init(exact: identifier)
      return
    }
    self.init(exact: scalars.dropFirst().dropLast().undoubling(["\""]))
  }
}

extension Substring.UnicodeScalarView {
  /// The text with one of each two marks that stand together.
  func undoubling(_ marks: Set<Unicode.Scalar>) -> String {
    var result = String.UnicodeScalarView()
    var isSecond = false
    for scalar in self {
      isSecond = marks.contains(scalar) && !isSecond
      if !isSecond { result.append(scalar) }
    }
    return String(result)
  }
}
