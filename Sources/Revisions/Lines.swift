// Text is taken apart by bytes or by Unicode scalars: as a `Character`, CR LF is one and not equal
// to LF.

extension String {
  /// The lines of the text, those that end in CR LF like those that end in LF.
  var lines: [Substring] {
    utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { bytes in
      var line = bytes
      while line.last == UInt8(ascii: "\r") { line.removeLast() }
      return Substring(line)
    }
  }

  /// The text without the blank lines at its ends, every line ended by LF.
  var withoutOuterBlankLines: String {
    isWithoutOuterBlankLines ? self : lines[...].withoutOuterBlanks.joined(separator: "\n")
  }

  /// Whether it is plain to see that nothing would be taken away.
  private var isWithoutOuterBlankLines: Bool {
    guard let first = utf8.first, let last = utf8.last else { return true }
    let ink = UInt8(ascii: "!")...UInt8(ascii: "~")
    return ink.contains(first) && ink.contains(last) && !utf8.contains(UInt8(ascii: "\r"))
  }

  /// The text with each line break turned into a space, and without blanks at its ends.
  var onOneLine: String {
    let scalars = unicodeScalars.map { $0 == "\n" || $0 == "\r" ? " " : $0 }
    return String(Substring(String(String.UnicodeScalarView(scalars))).trimmed)
  }
}

extension Substring {
  var isBlank: Bool { unicodeScalars.allSatisfy(\.properties.isWhitespace) }

  /// Whether the text begins with others' bytes, which are ASCII.
  func begins(with bytes: StaticString) -> Bool {
    bytes.withUTF8Buffer { utf8.starts(with: $0) }
  }

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
