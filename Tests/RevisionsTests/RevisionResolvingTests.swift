import Revisions
import Testing

@Suite struct RevisionResolvingTests {
  static let words: [(String, String?, String?)] = [
    ("head", nil, "d"), ("base", "c", nil), ("+1", nil, "a"), ("+2", "b", "d"), ("-1", "b", "a"),
    ("-1", "a", nil), ("+0", "c", "c"), ("-3", "d", "a"), ("cccc", nil, "c"),
    ("CCCCCC", nil, "c"), ("dddddddddddd", "a", "d"),
  ]

  @Test(arguments: words)
  func `a word names a state`(word: String, current: String?, target: String?) throws {
    let graph = try graph(["a": nil, "b": "a", "c": "b", "d": "c"])
    let resolved = try graph.resolve(word, current: current.map(id))
    #expect(resolved == RevisionTarget(target.map(id)))
    #expect(resolved.id == target.map(id))
  }

  static let otherWords: [(String, String?, RevisionGraphError)] = [
    ("+5", nil, .stepOutOfRange("+5")),
    ("-3", "b", .stepOutOfRange("-3")),
    ("-9223372036854775808", "b", .stepOutOfRange("-9223372036854775808")),
    ("ccc", nil, .unknownRevision("ccc")),
    ("eeee", nil, .unknownRevision("eeee")),
    ("v1.2", nil, .unknownRevision("v1.2")),
    ("", nil, .unknownRevision("")),
    ("+", nil, .unknownRevision("+")),
    ("+1", "9", .unknownRevision("999999999999")),
  ]

  @Test(arguments: otherWords)
  func `a word may name nothing`(
    word: String, current: String?, error: RevisionGraphError
  ) throws {
    let graph = try graph(["a": nil, "b": "a", "c": "b", "d": "c"])
    #expect(throws: error) { try graph.resolve(word, current: current.map(id)) }
  }

  @Test func `an empty history has the empty database as its head`() throws {
    #expect(try RevisionGraph([]).resolve("head", current: nil) == .base)
    #expect(throws: RevisionGraphError.stepOutOfRange("+1")) {
      try RevisionGraph([]).resolve("+1", current: nil)
    }
  }

  @Test func `a word may name several revisions`() throws {
    let first = try #require(RevisionID("ab1200000000"))
    let second = try #require(RevisionID("ab1211111111"))
    let graph = try RevisionGraph([
      file(id("a"), parent: nil), file(first, parent: id("a")), file(second, parent: id("a")),
    ])
    #expect(throws: RevisionGraphError.ambiguousPrefix("ab12", candidates: [first, second])) {
      try graph.resolve("ab12", current: nil)
    }
    #expect(throws: RevisionGraphError.ambiguousStep("+1", candidates: [first, second])) {
      try graph.resolve("+1", current: id("a"))
    }
    #expect(throws: RevisionGraphError.severalHeads([first, second])) {
      try graph.resolve("head", current: nil)
    }
    #expect(try graph.resolve("ab121", current: nil) == .revision(second))
  }
}
