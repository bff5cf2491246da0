extension String {
  /// Whether two texts are the same to an engine, which does not know of canonical equivalence.
  func hasSameBytes(as other: String) -> Bool {
    utf8.count == other.utf8.count && withBytes(and: other) { $0.elementsEqual($1) }
  }

  /// Whether this text comes first, in the order of the bytes of UTF-8.
  func sortsByBytes(before other: String) -> Bool {
    withBytes(and: other) { $0.lexicographicallyPrecedes($1) }
  }

  /// The bytes as they are stored, which is much quicker than one after the other.
  private func withBytes<Result>(
    and other: String,
    _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    var (left, right) = (self, other)
    return left.withUTF8 { left in right.withUTF8 { right in body(left, right) } }
  }

  /// Whether the bytes of another text stand somewhere in this one.
  package func contains(bytesOf other: String) -> Bool {
    withBytes(and: other) { text, part in
      guard let first = part.first else { return true }
      var start = text.startIndex
      while let found = text[start...].firstIndex(of: first) {
        if text[found...].starts(with: part) { return true }
        start = found + 1
      }
      return false
    }
  }

  /// The text with `A` to `Z` in lower case and every other character as it is.
  package func asciiLowercased() -> String {
    guard utf8.contains(where: { (0x41...0x5A).contains($0) }) else { return self }
    return String(decoding: utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }, as: UTF8.self)
  }

  /// The text up to so many bytes of UTF-8, without a scalar that would be cut.
  package func prefix(bytes count: Int) -> String {
    var result = String.UnicodeScalarView()
    var length = 0
    for scalar in unicodeScalars {
      length += UTF8.width(scalar)
      guard length <= count else { break }
      result.append(scalar)
    }
    return String(result)
  }
}
