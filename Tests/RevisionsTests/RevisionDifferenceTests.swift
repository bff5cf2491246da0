import Revisions
import Testing

@Suite struct RevisionDifferenceTests {
  @Test func `what was only added to is unchanged`() throws {
    let release = try graph(["a": nil, "b": "a"])
    let later = try graph(["a": nil, "b": "a", "c": "b", "d": "b"])
    #expect(release.isUnchangedBeginning(of: later))
    #expect(try RevisionGraph([]).isUnchangedBeginning(of: later))
    #expect(!later.isUnchangedBeginning(of: release))
  }

  @Test func `edits, deletions and new names are differences`() throws {
    let release = try graph(["a": nil, "b": "a", "c": "b", "d": "c"])
    let later = try RevisionGraph([
      file("a", parent: nil, contentID: "other"), file("b", parent: "a", path: "new.sql"),
      file("c", parent: "b", path: "c2.sql", contentID: "other"),
    ])
    #expect(
      release.differences(in: later) == [
        .edited(id("a"), path: "a.sql"),
        .renamed(id("b"), from: "b.sql", to: "new.sql"),
        .renamed(id("c"), from: "c.sql", to: "c2.sql"),
        .edited(id("c"), path: "c2.sql"),
        .deleted(id("d"), path: "d.sql"),
      ])
  }
}
