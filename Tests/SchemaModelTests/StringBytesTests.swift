import SchemaModel
import Testing

struct StringBytesTests {
  @Test func `A text is found in another by its bytes`() {
    #expect("a::text AS b".contains(bytesOf: " AS "))
    #expect("))) AND".contains(bytesOf: ") AND"))
    #expect(!"aab".contains(bytesOf: "aac"))
    #expect(!"ab".contains(bytesOf: "abc"))
    #expect("".contains(bytesOf: "") && !"".contains(bytesOf: "a"))
    // The mark joins the quote to one character, which is two to an engine.
    #expect("'\u{301}-".contains(bytesOf: "'"))
  }
}
