import Revisions
import Testing

@Suite struct RevisionPlaceTests {
  private static let file = """
    -- Written with care.
    -- Revision: ac423ee17380
    -- Parent:   3179c8a31797\t
    -- Base: v1.2
    -- Snapshot: postgresql 1111
    -- Ticket: #12
    -- Snapshot: sqlite 2222

    -- Parent: this is no header any more, and `Base: v0` neither
    -- migrate:up
    -- Parent: none
    CREATE TABLE a (b);

    -- migrate:down
    """

  private func changed(_ text: String, _ body: (inout RevisionText) -> Void) -> String {
    var file = RevisionText(Array(text.utf8))
    body(&file)
    return String(decoding: file.bytes, as: UTF8.self)
  }

  @Test func `one header changes and every other byte stays`() throws {
    let id = try #require(RevisionID("8f87d6c89008"))
    let moved = changed(Self.file) { file in
      file.set(parent: id)
      file.set(base: "v1.3")
      file.set(snapshot: SnapshotReference(dialect: "sqlite", digest: "3333"))
      file.set(snapshot: SnapshotReference(dialect: "oracle", digest: "4444"))
    }
    #expect(
      moved
        == Self.file.replacing("3179c8a31797", with: "8f87d6c89008")
        .replacing("Base: v1.2", with: "Base: v1.3").replacing("2222", with: "3333"))
    #expect(changed(Self.file) { $0.set(parent: nil) }.contains("-- Parent:   none\t\n"))
  }

  @Test(arguments: ["\n", "\r\n"])
  func `line endings stay, also at the end of the file`(ending: String) {
    let lines = ["-- Revision: ac423ee17380", "-- Parent: 3179c8a31797", "-- migrate:up"]
    for text in [lines.joined(separator: ending), lines.joined(separator: ending) + ending] {
      let moved = changed(text) { $0.set(parent: nil) }
      #expect(moved == text.replacing("3179c8a31797", with: "none"))
    }
  }

  @Test func `what is not there is not added`() {
    let text = "-- Revision: ac423ee17380\n-- Parent: none\n"
    let moved = changed(text) { file in
      file.set(base: "v1.3")
      file.set(snapshot: SnapshotReference(dialect: "sqlite", digest: "3333"))
    }
    #expect(moved == text)
  }

  @Test func `an empty header gets its value after a blank`() {
    let moved = changed("-- Revision: ac423ee17380\n-- Parent:\r\n") { $0.set(parent: nil) }
    #expect(moved == "-- Revision: ac423ee17380\n-- Parent: none\r\n")
  }

  @Test func `bytes that are no UTF-8 stay`() {
    let bytes = Array("-- Parent: 3179c8a31797\n-- migrate:up\nSELECT '".utf8) + [0xFF, 0xC3, 0x27]
    var file = RevisionText(bytes)
    file.set(parent: nil)
    #expect(file.bytes == Array("-- Parent: none\n".utf8) + bytes[24...])
  }

  // MARK: Merging

  private func version(
    parent: String, message: String = "users", sql: String = "SELECT 1;"
  ) -> RevisionText {
    RevisionText(
      Array("-- Parent: \(parent)\n-- Message: \(message)\n\n-- migrate:up\n\(sql)\n".utf8))
  }

  @Test func `a file that only changed its place takes the other side's`() {
    let base = version(parent: "a")
    let (one, other) = (version(parent: "b"), version(parent: "c"))
    #expect(one.merged(with: other, base: base) == other)
    #expect(one.merged(with: other, base: nil) == other)
  }

  @Test func `what one side has changed beside the place is kept`() {
    let base = version(parent: "a")
    let edited = version(parent: "b", sql: "SELECT 2;")
    #expect(edited.merged(with: version(parent: "c"), base: base) == edited)
    #expect(version(parent: "c").merged(with: edited, base: base) == edited)
  }

  @Test func `what both sides have changed is not merged`() {
    let base = version(parent: "a")
    let one = version(parent: "b", sql: "SELECT 2;")
    #expect(one.merged(with: version(parent: "c", sql: "SELECT 3;"), base: base) == nil)
    #expect(one.merged(with: version(parent: "b", message: "people"), base: base) == nil)
    #expect(one.merged(with: version(parent: "c"), base: nil) == nil)
  }
}
