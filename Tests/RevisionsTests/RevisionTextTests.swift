import Revisions
import Testing

@Suite struct RevisionTextTests {
  static let canonical = """
    -- Revision: ac423ee17380
    -- Parent: 3179c8a31797
    -- Base: v1.2
    -- Message: user table
    -- Snapshot: sqlite 9c1e77a41f0b
    -- Snapshot: postgresql 41f0b2d
    -- Allow: drop-column sessions.legacy_token
    -- Author: Ada

    -- What follows was measured.

    -- migrate:up sqlite foreign_keys:off
    CREATE TABLE a (b);

    -- a comment between statements
    CREATE TABLE c (d);

    -- migrate:up postgresql transaction:false
    CREATE INDEX CONCURRENTLY e ON a (b);

    -- migrate:down irreversible: the old rows are gone

    """

  @Test func `a file is read`() throws {
    let revision = try Revision(parsing: Self.canonical, path: "a.sql")
    #expect(revision.id.text == "ac423ee17380")
    #expect(revision.parent?.text == "3179c8a31797")
    #expect(revision.base == "v1.2")
    #expect(revision.message == "user table")
    #expect(revision.snapshots.map(\.dialect) == ["sqlite", "postgresql"])
    #expect(revision.snapshots.map(\.digest) == ["9c1e77a41f0b", "41f0b2d"])
    #expect(revision.allowances.map(\.hazard) == ["drop-column"])
    #expect(revision.allowances.map(\.subject) == ["sessions.legacy_token"])
    #expect(revision.otherHeaders == [OtherHeader(name: "Author", value: "Ada", place: 7)])
    #expect(revision.preamble == "-- What follows was measured.")
  }

  @Test func `sections are read with their options and lines`() throws {
    let sections = try Revision(parsing: Self.canonical, path: "a.sql").sections
    #expect(sections.map(\.direction) == [.up, .up, .down])
    #expect(sections.map(\.dialect) == ["sqlite", "postgresql", nil])
    #expect(sections.map(\.options.transaction) == [true, false, true])
    #expect(sections.map(\.options.foreignKeysOff) == [true, false, false])
    #expect(sections.map(\.firstLine) == [13, 19, 21])
    #expect(sections.last?.body == .irreversible(reason: "the old rows are gone"))
  }

  @Test func `a canonical file is printed as it was`() throws {
    #expect(try Revision(parsing: Self.canonical, path: "a.sql").text == Self.canonical)
  }

  @Test func `a revision is printed in the documented form`() throws {
    let revision = Revision(
      id: try #require(RevisionID("ac423ee17380")), parent: nil, message: "",
      sections: [
        Section(.up, body: .sql("\n\nCREATE TABLE a (b);\n\n")), Section(.down, body: .sql("")),
      ])
    #expect(
      revision.text == """
        -- Revision: ac423ee17380
        -- Parent: none
        -- Message:

        -- migrate:up
        CREATE TABLE a (b);

        -- migrate:down

        """)
  }

  @Test func `carriage returns are no part of a line`() throws {
    let text = Self.canonical.replacing("\n", with: "\r\n")
    let revision = try Revision(parsing: text, path: "a.sql")
    #expect(revision.text == Self.canonical)
    #expect(revision.sections.map(\.firstLine) == [13, 19, 21])
  }

  @Test func `headers of others stay where they were`() throws {
    let text = Self.file(
      headers: """
        -- Ticket: 1
        -- Revision: ac423ee17380
        -- Reviewed-by: Grace
        -- Ticket:
        -- Parent: none
        -- Message: a
        """)
    #expect(try Revision(parsing: text, path: "a.sql").text == text)
  }

  @Test func `headers in another order are put in order`() throws {
    let text = Self.file(headers: "-- Parent: none\n-- Message: a\n--  Revision:  ac423ee17380 ")
    let expected = Self.file(
      headers: "-- Revision: ac423ee17380\n-- Parent: none\n-- Message: a")
    #expect(try Revision(parsing: text, path: "a.sql").text == expected)
  }

  @Test func `comments above the headers stay there`() throws {
    let text = "-- Copyright Ada\n\n--\n\n" + Self.file()
    let revision = try Revision(parsing: text, path: "a.sql")
    #expect(revision.prologue == "-- Copyright Ada\n\n--")
    #expect(revision.text == text)
  }

  @Test func `a comment right below the headers is none`() throws {
    let text = Self.file(
      headers: "-- Revision: ac423ee17380\n-- Parent: none\n-- by hand\n-- see: below")
    let revision = try Revision(parsing: text, path: "a.sql")
    #expect(revision.otherHeaders.isEmpty)
    #expect(revision.preamble == "-- by hand\n-- see: below")
  }

  @Test func `a dialect without a section of its own takes the common one`() throws {
    let text = Self.file(sections: "-- migrate:up\n1;\n-- migrate:up sqlite\n2;\n-- migrate:down")
    let revision = try Revision(parsing: text, path: "a.sql")
    #expect(revision.section(.up, dialect: "sqlite")?.body == .sql("2;"))
    #expect(revision.section(.up, dialect: "postgresql")?.body == .sql("1;"))
    #expect(revision.section(.down, dialect: "sqlite")?.body == .sql(""))
  }

  @Test func `a dialect may have no section`() throws {
    let text = Self.file(sections: "-- migrate:up sqlite\n1;\n-- migrate:down sqlite\n2;")
    let revision = try Revision(parsing: text, path: "a.sql")
    #expect(revision.section(.up, dialect: "postgresql") == nil)
  }

  static func file(
    headers: String = "-- Revision: ac423ee17380\n-- Parent: none\n-- Message: a",
    sections: String = "-- migrate:up\nCREATE TABLE a (b);\n\n-- migrate:down\nDROP TABLE a;"
  ) -> String {
    headers + "\n\n" + sections + "\n"
  }
}
