import Revisions
import Testing

struct RevisionTextAllowanceTests {
  private let head = """
    -- for the DBA
    -- Revision: 28cb28032f0f
    -- Parent: none
    -- Ticket: 12
    -- Message: drop
    -- Snapshot: sqlite 9c1e77a41f0b

    """

  private let rest = """

    -- migrate:up
    INSERT INTO kept SELECT * FROM gone;
    DROP TABLE gone;

    -- migrate:down
    CREATE TABLE gone (id);

    """

  private func accepting(_ subjects: String..., in text: String) -> String {
    var text = RevisionText(Array(text.utf8))
    text.add(subjects.map { Allowance(hazard: "drop-table", subject: $0) })
    return String(decoding: text.bytes, as: UTF8.self)
  }

  @Test func `What is accepted stands below the other headers, and nothing else changes`() {
    #expect(
      accepting("gone", "old", in: head + rest)
        == head + "-- Allow: drop-table gone\n-- Allow: drop-table old\n" + rest)
  }

  @Test func `What is accepted now stands below what was accepted before`() {
    let before = head + "-- Allow: drop-table gone\n-- Reviewed: yes\n" + rest
    #expect(
      accepting("old", in: before)
        == head + "-- Allow: drop-table gone\n-- Allow: drop-table old\n-- Reviewed: yes\n" + rest)
  }

  @Test func `Lines end as they did`() {
    let text = (head + rest).replacing("\n", with: "\r\n")
    #expect(
      accepting("gone", in: text)
        == (head + "-- Allow: drop-table gone\n" + rest).replacing("\n", with: "\r\n"))
  }

  @Test func `The message takes one line`() {
    var text = RevisionText(Array((head + rest).utf8))
    text.set(message: "drop\nit")
    #expect(
      String(decoding: text.bytes, as: UTF8.self)
        == (head + rest).replacing("Message: drop", with: "Message: drop it"))
  }
}
