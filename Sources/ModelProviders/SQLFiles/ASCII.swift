/// The bytes that matter between SQL tokens.
enum ASCII {
  static let newline = UInt8(ascii: "\n")
  static let space = UInt8(ascii: " ")
  static let backslash = UInt8(ascii: "\\")
  static let semicolon = UInt8(ascii: ";")
  static let dollar = UInt8(ascii: "$")
  static let dot = UInt8(ascii: ".")
  static let bracket = UInt8(ascii: "]")

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == space || (9...13).contains(byte)
  }

  static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  /// Whether a byte may be part of a word; a dollar only where the word has begun before it.
  static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "_"), dollar, 0x80...: true
    default: isDigit(byte)
    }
  }
}
