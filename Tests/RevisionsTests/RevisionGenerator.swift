import Revisions
import TestSupport

/// Makes revisions that use every part of the file format.
struct RevisionGenerator {
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  mutating func revision() -> Revision {
    let prologue = comments()
    let preamble = comments()
    return Revision(
      id: id(), parent: random.pick([nil, id()]), base: random.pick([nil, "v1.2"]),
      message: text(), snapshots: snapshots(), allowances: allowances(), otherHeaders: others(),
      prologue: prologue, preamble: preamble, sections: sections(.up) + sections(.down))
  }

  /// A text with a few lines removed, moved or added.
  mutating func damaged(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let additions = lines + ["", " ", "--", "-- Note: a", "-- Note:b", "--  Base: v1", "x\r", "é;"]
    for _ in 0..<random.pick([1, 2, 3]) {
      let index = random.pick(Array(lines.indices))
      switch random.pick([0, 1, 2]) {
      case 0: lines.remove(at: index)
      case 1: lines.swapAt(index, random.pick(Array(lines.indices)))
      default: lines.insert(random.pick(additions), at: index)
      }
    }
    return lines.joined(separator: random.pick(["\n", "\r\n"]))
  }

  private mutating func id() -> RevisionID {
    RevisionID.derive(parent: nil, content: [], message: "") { [number = random.next()] _ in
      String(number | 1 << 63, radix: 16)
    }
  }

  private mutating func text() -> String {
    let words = ["orders", "é", ":", "--", "  ", "\t", "\n", "\r\n", "'", "🗂"]
    return random.list(upTo: 6) { $0.pick(words) }.joined()
  }

  private mutating func comments() -> String {
    let lines = ["-- by hand", "--", "", "--no space", "-- two words: three"]
    return random.list(upTo: 4) { $0.pick(lines) }.joined(separator: "\n")
  }

  private mutating func snapshots() -> [SnapshotReference] {
    random.list(upTo: 2) {
      SnapshotReference(dialect: $0.pick(["sqlite", "postgresql"]), digest: "9c1e77a")
    }
  }

  private mutating func allowances() -> [Allowance] {
    random.list(upTo: 3) {
      Allowance(hazard: "drop-column", subject: $0.pick(["sessions.token", "\"odd name\".x"]))
    }
  }

  private mutating func others() -> [OtherHeader] {
    let places = random.list(upTo: 4) { $0.pick([0, 1, 2, 3]) }.sorted()
    return places.map { place in
      OtherHeader(name: random.pick(["Author", "X-Ticket"]), value: text(), place: place)
    }
  }

  private mutating func sections(_ direction: Section.Direction) -> [Section] {
    let dialects: [String?] = random.pick([[nil], ["sqlite"], ["sqlite", "postgresql", nil]])
    return dialects.map { dialect in
      let options = SectionOptions(
        transaction: random.pick([true, false]), foreignKeysOff: random.pick([true, false]))
      return Section(direction, dialect: dialect, options: options, body: body(direction))
    }
  }

  private mutating func body(_ direction: Section.Direction) -> Section.Body {
    if direction == .down, random.pick([true, false]) {
      return .irreversible(reason: "why:" + text())
    }
    let lines = random.list(upTo: 8) {
      $0.pick(["CREATE TABLE a (b);", "", "  ", "-- Note: kept", "\tx\r", "é 🗂", "migrate:up"])
    }
    return .sql(lines.joined(separator: "\n"))
  }
}
