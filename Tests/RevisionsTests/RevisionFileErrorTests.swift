import Revisions
import Testing

@Suite struct RevisionFileErrorTests {
  struct Case: Sendable, CustomStringConvertible {
    let text: String
    let line: Int
    let fact: RevisionFileError.Fact

    var description: String { "\(fact)" }

    init(_ text: String, line: Int, _ fact: RevisionFileError.Fact) {
      self.text = text
      self.line = line
      self.fact = fact
    }

    init(headers: String, line: Int, _ fact: RevisionFileError.Fact) {
      self.init(RevisionTextTests.file(headers: headers), line: line, fact)
    }

    /// A file with good headers, where lines are counted from the first below them.
    init(sections: String, line: Int, _ fact: RevisionFileError.Fact) {
      self.init(RevisionTextTests.file(sections: sections), line: line + 4, fact)
    }
  }

  static let headerCases = [
    Case("", line: 1, .missingHeader("Revision")),
    Case("-- migrate:up\n-- migrate:down\n", line: 1, .missingHeader("Revision")),
    Case(headers: "-- Revision: ac423ee17380", line: 1, .missingHeader("Parent")),
    Case(
      headers: "-- Revision: ac423ee17380\n-- Parent: none\n-- Parent: none", line: 3,
      .duplicateHeader("Parent")),
    Case(headers: "-- Parent: none", line: 1, .missingHeader("Revision")),
    Case(
      headers: "-- Parent: none\n-- Revision: AC423EE17380", line: 2,
      .malformedID("AC423EE17380")),
    Case(
      headers: "-- Revision: ac423ee17380\n-- Parent: ac42", line: 2, .malformedID("ac42")),
    Case(
      headers: "-- Revision: ac423ee17380\n-- Parent: none\n-- Base:", line: 3,
      .malformedHeader("Base", value: "")),
    Case(
      headers: "-- Revision: ac423ee17380\n-- Parent: none\n-- Snapshot: sqlite", line: 3,
      .malformedHeader("Snapshot", value: "sqlite")),
    Case(
      headers: "-- Revision: ac423ee17380\n-- Parent: none\n\n-- Allow: drop-column a.b", line: 4,
      .misplacedHeader("Allow")),
    Case("CREATE TABLE a (b);\n" + RevisionTextTests.file(), line: 1, .textOutsideSection),
    Case(
      headers: "-- Revision: ac423ee17380\n-- Parent: none\n\nDROP TABLE a;", line: 4,
      .textOutsideSection),
    Case(
      headers: "<<<<<<< HEAD\n-- Revision: ac423ee17380\n=======", line: 1, .conflictMarker),
  ]

  static let sectionCases = [
    Case(sections: "", line: -1, .missingSection(.up)),
    Case(sections: "-- migrate:down", line: 1, .missingSection(.up)),
    Case(sections: "-- migrate:up\n1;\n2;", line: 3, .missingSection(.down)),
    Case(
      sections: "-- migrate:up\n-- migrate:up sqlite\n-- migrate:up sqlite", line: 3,
      .duplicateSection(.up, dialect: "sqlite")),
    Case(
      sections: "-- migrate:up\n\n-- migrate:up\n", line: 3, .duplicateSection(.up, dialect: nil)),
    Case(sections: "-- migrate:upwards", line: 1, .unknownSection("upwards")),
    Case(sections: "-- migrate:", line: 1, .unknownSection("")),
    Case(sections: "--migrate:sideways", line: 1, .unknownSection("sideways")),
    Case(
      sections: "-- migrate:up transaction:perhaps", line: 1,
      .unknownSectionOption("transaction:perhaps")),
    Case(sections: "-- migrate:up a b", line: 1, .unknownSectionOption("b")),
    Case(
      sections: "-- migrate:up irreversible: no", line: 1, .unknownSectionOption("irreversible:")),
    Case(
      sections: "-- migrate:up\n-- migrate:down irreversible:\n", line: 2, .missingReason),
    Case(
      sections: "-- migrate:up\n-- migrate:down irreversible: no\n\n1;", line: 4,
      .textInIrreversibleSection),
    Case(
      sections: "-- migrate:up\n1;\n>>>>>>> topic\n-- migrate:down", line: 3, .conflictMarker),
  ]

  @Test(arguments: headerCases + sectionCases)
  func `what is no revision is refused with its line`(_ example: Case) {
    let expected = RevisionFileError(path: "a.sql", line: example.line, fact: example.fact)
    #expect(throws: expected) { try Revision(parsing: example.text, path: "a.sql") }
  }
}
