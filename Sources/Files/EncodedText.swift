/// Text that an engine reads byte for byte as it stands in a file.
package enum EncodedText {
  /// Decodes what has to be UTF-8.
  ///
  /// Nothing is replaced: what a decoder would put in the place of other bytes is another name, or
  /// another value, than the file has. A NUL byte ends the text for the engines' libraries, and what
  /// follows would be left out.
  ///
  /// - Throws: the first byte that keeps it from being such text.
  package static func decode(_ bytes: [UInt8]) throws(UndecodableByte) -> String {
    guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
      throw UndecodableByte(in: bytes)
    }
    return text
  }
}

/// A byte that is no part of text in UTF-8, or a NUL.
package struct UndecodableByte: Error, Hashable, Sendable {
  package let byte: UInt8
  /// Counted from 1.
  package let line: Int

  fileprivate init(in bytes: [UInt8]) {
    let end = [bytes.firstIndex(of: 0), Self.firstMalformed(in: bytes)].compactMap(\.self).min()
    byte = end.map { bytes[$0] } ?? 0
    line = bytes[..<(end ?? bytes.endIndex)].count { $0 == UInt8(ascii: "\n") } + 1
  }

  private static func firstMalformed(in bytes: [UInt8]) -> Int? {
    var parser = Unicode.UTF8.ForwardParser()
    var rest = bytes.makeIterator()
    var position = 0
    while true {
      switch parser.parseScalar(from: &rest) {
      case .valid(let scalar): position += scalar.count
      case .error: return position
      case .emptyInput: return nil
      }
    }
  }

  /// What is wrong with it, for a sentence.
  package var words: String {
    if byte == 0 { return "there is a NUL byte" }
    return "byte 0x\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16)) is not UTF-8"
  }
}
