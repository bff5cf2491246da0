import Files
import Testing

/// Bytes are taken for what they are or refused, never for something else.
struct EncodedTextTests {
  @Test(arguments: ["", "a\nb", "Zürich 表 👩‍💻", "e\u{301}\r\n\u{FEFF}\u{FFFD}"])
  func `Text comes back byte for byte`(_ text: String) throws {
    #expect(Array(try EncodedText.decode(Array(text.utf8)).utf8) == Array(text.utf8))
  }

  @Test(arguments: [
    ([0x61, 0x0A, 0x0A, 0xFC, 0x62], 3, 0xFC), ([0xC3], 1, 0xC3), ([0xC0, 0x80], 1, 0xC0),
    ([0x0A, 0xED, 0xA0, 0x80], 2, 0xED), ([0x61, 0xC3, 0xBC, 0x0A, 0x80], 2, 0x80),
    ([0x0A, 0x00, 0xFF], 2, 0x00), ([0xFF, 0x0A, 0x00], 1, 0xFF),
    ([0xF4, 0x90, 0x80, 0x80], 1, 0xF4),
  ])
  func `What is no text is refused at its line`(_ bytes: [UInt8], _ line: Int, _ byte: UInt8) {
    let error = #expect(throws: UndecodableByte.self) { try EncodedText.decode(bytes) }
    #expect(error?.line == line)
    #expect(error?.byte == byte)
  }

  @Test func `The words say which byte`() {
    func words(_ bytes: [UInt8]) -> String? {
      #expect(throws: UndecodableByte.self) { try EncodedText.decode(bytes) }?.words
    }
    #expect(words([0xFC]) == "byte 0xfc is not UTF-8")
    #expect(words([0]) == "there is a NUL byte")
  }
}
