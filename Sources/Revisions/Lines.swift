// Text is taken apart by Unicode scalars: as a `Character`, CR LF is one and not equal to LF.

extension String {
  /// The lines of the text, those that end in CR LF like those that end in LF.
  var lines: [Substring] {
    unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { scalars in
      var line = scalars
      while line.last == "\r" { line.removeLast() }
      return Substring(line)
    }
  }

  /// The text without the blank lines at its ends, every line ended by LF.
  var withoutOuterBlankLines: String {
    lines[...].withoutOuterBlanks.joined(separator: "\n")
  }

  /// The text with each line break turned into a space, and without blanks at its ends.
  var onOneLine: String {
    let scalars = unicodeScalars.map { $0 == "\n" || $0 == "\r" ? " " : $0 }
    return String(Substring(String(String.UnicodeScalarView(scalars))).trimmed)
  }
}

extension Substring {
  var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }

  /// The text without blanks at its ends.
  var trimmed: Substring {
    var scalars = unicodeScalars[...]
    while let first = scalars.first, first.properties.isWhitespace { scalars.removeFirst() }
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return Substring(scalars)
  }
}

extension ArraySlice<Substring> {
  /// The lines without the blank ones at the ends.
  var withoutOuterBlanks: ArraySlice<Substring> {
    guard let first = firstIndex(where: { !$0.isBlank }),
      let last = lastIndex(where: { !$0.isBlank })
    else { return [] }
    return self[first...last]
  }
}
