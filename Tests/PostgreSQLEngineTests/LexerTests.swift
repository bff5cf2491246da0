import TestSupport
import Testing

@testable import PostgreSQLEngine

/// What finds names and literals in SQL looks at what the server sees.
@Suite struct LexerTests {
  /// Literals, names and comments in which nothing is a word of the text.
  private static let closed = [
    "'\u{301}x'", "'x''\u{301}'", "E'\\'x'", "e'\\\\'", "$$x ' \" $$", "$a$ x $$ x $a$", "B'01'",
    "\"x\u{301}\"", "\"'x\"\"\"", "/* x /* ' */ x */", "-- x ' \"\n", "N'x'",
    "'x\n'", "U&\"\\0441x\"", "U&'\\0441x'", "(',')", "'('", "\",\"",
    "'\u{1F468}\u{200D}\u{1F469}'",
  ]

  private static func text(_ random: inout SplitMix64) -> [String] {
    (0..<Int.random(in: 0..<8, using: &random)).map { _ in
      closed.randomElement(using: &random) ?? ""
    }
  }

  @Test(arguments: 0..<200)
  func `a name is found between quotes, comments and bodies, and nowhere in them`(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let (before, after) = (Self.text(&random), Self.text(&random))
    let text = (before + ["x"] + after).joined(separator: " ")
    #expect(SQLWords.contains("x", in: text), "\(seed): \(text)")
    let others = (before + after).joined(separator: " ")
    #expect(!SQLWords.contains("x", in: others), "\(seed): \(others)")
    #expect(SQLWords.replacing("x", by: "y", in: others).utf8.elementsEqual(others.utf8))
    let renamed = (before + ["y"] + after).joined(separator: " ")
    #expect(SQLWords.replacing("x", by: "y", in: text).utf8.elementsEqual(renamed.utf8))
  }

  @Test(arguments: 0..<200)
  func `a list is parted where commas stand outside`(seed: Int) {
    var random = SplitMix64(seed: UInt64(seed))
    let elements = (0..<4).map { _ in
      "f(" + (Self.text(&random).filter { !$0.hasPrefix("--") } + ["1, 2"]).joined(separator: " ")
        + ")"
    }
    let list = elements.joined(separator: ", ")
    #expect(SQLList.elements(of: list).map { Array($0.utf8) } == elements.map { Array($0.utf8) })
    #expect(SQLList.end(of: Substring(list + ")"))?.utf16Offset(in: list + ")") == list.utf16.count)
    #expect(SQLList.place(of: " DEFAULT ", in: list) == nil)
    let declared = list + " DEFAULT 1"
    #expect(
      SQLList.place(of: " DEFAULT ", in: declared).map { declared[..<$0].utf8.count }
        == list.utf8.count)
  }

  @Test func `bodies are read where they may be statements`() {
    let text = "DO $do$ BEGIN EXECUTE $$DROP TABLE t$$; END $do$; SELECT 'u'"
    #expect(SQLWords.wordsAndBodies(of: text).isSuperset(of: ["DO", "EXECUTE", "DROP", "t"]))
    #expect(!SQLWords.words(of: text).contains("t"))
    #expect(!SQLWords.wordsAndBodies(of: text).contains("u"))
  }
}
