/// The SHA-1 name of a git object.
package struct ObjectID: Hashable, Sendable, CustomStringConvertible {
  // Twenty bytes in the order of the hexadecimal digits: an array would cost an allocation for each
  // of an index's fifty thousand entries.
  let first: UInt64
  let middle: UInt64
  let last: UInt32

  init(first: UInt64, middle: UInt64, last: UInt32) {
    self.first = first
    self.middle = middle
    self.last = last
  }

  /// - Parameter hex: all forty hexadecimal digits; `nil` for anything else.
  package init?(hex: String) {
    guard hex.utf8.count == 40, hex.allSatisfy({ $0.isASCII && $0.isHexDigit }),
      let first = UInt64(hex.prefix(16), radix: 16),
      let middle = UInt64(hex.dropFirst(16).prefix(16), radix: 16),
      let last = UInt32(hex.suffix(8), radix: 16)
    else { return nil }
    self.init(first: first, middle: middle, last: last)
  }

  /// All forty digits, in lower case.
  package var hex: String {
    Self.digits(first) + Self.digits(middle) + Self.digits(last)
  }

  /// The first seven digits, for messages.
  package var abbreviated: String { String(hex.prefix(7)) }

  package var description: String { hex }

  private static func digits<Word: FixedWidthInteger & UnsignedInteger>(_ word: Word) -> String {
    let text = String(word, radix: 16)
    return String(repeating: "0", count: Word.bitWidth / 4 - text.count) + text
  }
}
