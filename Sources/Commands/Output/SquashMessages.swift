internal import Revisions
internal import Workflows

/// What `squash` says of its work.
struct SquashMessages {
  let report: SquashReport
  let console: Console
  let isDryRun: Bool

  func show() {
    guard report.isNeeded else {
      let pending = report.folded.isEmpty ? "no revision is" : "only one revision is"
      let others = report.place.map { " that '\($0)' has not" } ?? ""
      return console.answer("Nothing to do: \(pending) pending\(others)")
    }
    if let path = report.path {
      let way = report.isPlannedAnew ? "planned anew" : "all scripts in their order"
      console.answer("\(isDryRun ? "Would write" : "Wrote") \(path)   \(way)")
    }
    for file in report.folded where file.path != report.path {
      console.answer("\(isDryRun ? "Would remove" : "Removed") \(file.path)")
    }
    if isDryRun, let revision = report.revision { console.answer(verbatim: "\n" + revision.text) }
    console.answer("Proved on \(listed(report.engines)): \(finding)")
    guard !isDryRun, let revision = report.revision else { return }
    console.advise(
      [
        "A database in which all of them have run is told so by",
        "  git migrate stamp \(revision.id)",
      ], .squash)
  }

  private var finding: String {
    let sameness = report.hasComparedRows ? "same schema and rows" : "same schema"
    let sections = report.revision?.sections ?? []
    let isReversible = sections.contains {
      if case .sql = $0.body { $0.direction == .down } else { false }
    }
    return "\(sameness) as after \(report.folded.count) revisions"
      + (isReversible ? ", and back" : "")
  }
}
