// Byte by byte, which is how SQLite compares; the general search for text is a hundred times slower.
extension String {
  /// Whether the text is a keyword, which is given in lower case, in any case.
  func isASCIILowercased(_ keyword: String) -> Bool {
    utf8.count == keyword.utf8.count
      && zip(utf8, keyword.utf8).allSatisfy { byte, expected in
        byte == expected || ((0x41...0x5A).contains(byte) && byte + 0x20 == expected)
      }
  }

  /// Whether the text has another one in it.
  func holds(_ part: StaticString) -> Bool {
    part.withUTF8Buffer { part in
      guard let first = part.first else { return true }
      var rest = utf8[...]
      while let start = rest.firstIndex(of: first) {
        rest = rest[start...]
        if rest.starts(with: part) { return true }
        rest = rest.dropFirst()
      }
      return false
    }
  }
}
