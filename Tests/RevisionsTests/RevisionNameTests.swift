import Revisions
import Testing

@Suite struct RevisionNameTests {
  @Test(arguments: [
    ("user table", "user_table"),
    ("Verify e-mail addresses (#12)", "verify_e_mail_addresses_12"),
    ("  Größe__ändern  ", "gr_e_ndern"),
    ("", "revision"),
    ("日本語", "revision"),
    (
      "a message that goes on and on until nobody reads it",
      "a_message_that_goes_on_and_on_until"
    ),
    (
      "forty characters fit a slug, this has 40x more",
      "forty_characters_fit_a_slug_this_has_40x"
    ),
    (String(repeating: "x", count: 50), String(repeating: "x", count: 40)),
  ])
  func `a file is named for its message`(message: String, slug: String) throws {
    let id = try #require(RevisionID("ac423ee17380"))
    let revision = Revision(id: id, parent: nil, message: message, sections: [])
    #expect(revision.fileName == "ac423ee17380_\(slug).sql")
  }

  @Test(arguments: [
    "", "ac423ee1738", "ac423ee173800", "AC423EE17380", "gc423ee17380", "éc423ee1738",
  ])
  func `an id is twelve lower-case hexadecimal digits`(text: String) {
    #expect(RevisionID(text) == nil)
  }

  @Test func `the same content has the same id`() throws {
    let parent = try #require(RevisionID("ac423ee17380"))
    let up = Section(.up, body: .sql("CREATE TABLE a (b);"), firstLine: 6)
    let sameUp = Section(.up, body: .sql("CREATE TABLE a (b);\n"), firstLine: 9)
    let first = derive(parent, [up], "a")
    #expect(derive(parent, [sameUp], "a") == first)
    #expect(derive(nil, [up], "a") != first)
    #expect(derive(parent, [up], "b") != first)
    #expect(derive(parent, [Section(.down, body: up.body)], "a") != first)
  }

  @Test func `an id is the beginning of the digest`() {
    let id = RevisionID.derive(parent: nil, content: [], message: "") { _ in
      "0123456789abcdef0123"
    }
    #expect(id.text == "0123456789ab")
  }

  private func derive(
    _ parent: RevisionID?, _ content: [Section], _ message: String
  ) -> RevisionID {
    RevisionID.derive(parent: parent, content: content, message: message, hash: Self.digest)
  }

  /// FNV-1a, in place of a real digest.
  private static func digest(_ bytes: [UInt8]) -> String {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return String(repeating: "0", count: hash.leadingZeroBitCount / 4) + String(hash, radix: 16)
  }
}
