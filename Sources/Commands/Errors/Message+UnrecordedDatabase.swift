internal import Engine
internal import Revisions
internal import SchemaModel
internal import Workflows

extension Message {
  init(_ error: UnrecordedDatabase) {
    switch error.cause {
    case .fails(let failure): self.init(failure)
    case .differsFromBaseline(let baseline, let changes):
      self.init(DatabaseStateError.differsFromBaseline(baseline, changes))
    }
    switch error.position {
    case .unknown: break
    case .at(let place): add(place, error)
    case .near(let place, let changes): add(place, changes, error)
    }
  }

  /// What a schema would need, with a heading.
  static func needs(_ heading: String, _ changes: [SchemaChange]) -> [String] {
    ["", heading, ""]
      + ChangeList(
        changes: changes, dialect: .sqlite, colors: Console.forErrors.errorColors,
        showsCosmetic: true
      ).lines + [""]
  }

  private mutating func add(_ place: DatabasePosition.Place, _ error: UnrecordedDatabase) {
    details.append("It has no record, and stands at \(Self.name(place))")
    guard place.isHere, let revision = place.revision else {
      if let baseline = error.baseline?.text {
        let purpose = "To see the statements that bring it to '\(baseline)'"
        hints = Self.statements(purpose, baseline, error)
      }
      return
    }
    hints = ["To record that, run", "  git migrate stamp \(revision)\(Self.option(error))"]
  }

  private mutating func add(
    _ place: DatabasePosition.Place, _ changes: [SchemaChange], _ error: UnrecordedDatabase
  ) {
    guard place.isHere, let revision = place.revision else { return }
    if case .fails = error.cause {
      let heading = "It has no record; to become \(Self.name(place)) it would need:"
      details += Self.needs(heading, changes)
    } else {
      details.append("It is nearest to \(Self.name(place))")
      if changes.count < baselineCount(error) {
        details += Self.needs("To become that it would need:", changes)
      }
    }
    hints =
      Self.statements("To see the statements that bring it there", revision.text, error) + [
        "To leave what differs as it is, and record that revision, run",
        "  git migrate stamp --force \(revision)\(Self.option(error))",
      ]
  }

  private func baselineCount(_ error: UnrecordedDatabase) -> Int {
    if case .differsFromBaseline(_, let changes) = error.cause { changes.count } else { 0 }
  }

  private static func statements(
    _ purpose: String, _ revision: String, _ error: UnrecordedDatabase
  ) -> [String] {
    let url = ShellWord.quoted(error.url)
    return ["\(purpose), run", "  git migrate diff \(url) \(revision) --sql"]
  }

  private static func option(_ error: UnrecordedDatabase) -> String {
    error.isNamedByOption ? " --database=\(ShellWord.quoted(error.url))" : ""
  }

  /// Such as `775808ab12cd (v1.5.0)`.
  private static func name(_ place: DatabasePosition.Place) -> String {
    let releases = place.releases.joined(separator: ", ")
    guard let revision = place.revision else { return releases }
    return releases.isEmpty ? revision.text : "\(revision) (\(releases))"
  }
}
