/// The name of a revision: twelve lower-case hexadecimal digits.
package struct RevisionID: Hashable, Sendable {
  package static let length = 12

  package let text: String

  /// - Returns: `nil` where the text is not twelve lower-case hexadecimal digits.
  package init?(_ text: some StringProtocol) {
    guard text.utf8.count == Self.length, text.utf8.allSatisfy(isHexDigit) else { return nil }
    self.text = String(text)
  }
}

extension RevisionID: Comparable {
  package static func < (left: Self, right: Self) -> Bool { left.text < right.text }
}

extension RevisionID: CustomStringConvertible {
  package var description: String { text }
}

private func isHexDigit(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
}
