import Revisions
import Testing

@Suite struct RevisionPropertyTests {
  @Test(arguments: UInt64(0)..<20)
  func `what is printed reads back as the same`(seed: UInt64) throws {
    var generator = RevisionGenerator(seed: seed)
    for _ in 0..<100 {
      let revision = generator.revision()
      let text = revision.text
      let read = Result { try Revision(parsing: text, path: "a.sql") }
      #expect(try read.get() == revision, "seed \(seed)\n\(text)")
      #expect(try read.get().text == text, "seed \(seed)")
    }
  }

  @Test(arguments: UInt64(0)..<20)
  func `what can be read at all is printed without loss`(seed: UInt64) throws {
    var generator = RevisionGenerator(seed: seed)
    var readable = 0
    for _ in 0..<100 {
      let text = generator.damaged(RevisionTextTests.canonical)
      guard let revision = try? Revision(parsing: text, path: "a.sql") else { continue }
      readable += 1
      let again = Result { try Revision(parsing: revision.text, path: "a.sql") }
      #expect(try again.get() == revision, "seed \(seed)\n\(text)")
    }
    #expect(readable > 0, "seed \(seed)")
  }
}
