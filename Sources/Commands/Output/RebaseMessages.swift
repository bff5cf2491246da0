internal import GitRepository
internal import Revisions
internal import SchemaModel
internal import Workflows

/// What `rebase` says of its work.
struct RebaseMessages {
  let report: RebaseReport
  let console: Console
  let isDryRun: Bool

  func show() {
    guard !report.moves.isEmpty || !report.paths.isEmpty else {
      return console.answer("Nothing to do: there is no second head")
    }
    for move in report.moves {
      for (file, parent) in zip(move.revisions, [move.parent] + move.revisions.map(Optional.some)) {
        console.answer("\(title(file)) \(parent.map { "follows \(title($0))" } ?? "is the first")")
      }
    }
    for path in report.paths { console.answer("\(isDryRun ? "Would write" : "Wrote") \(path)") }
    if !report.moves.isEmpty { console.answer("Proved on \(listed(report.engines)): \(finding)") }
    report.moves.flatMap(\.rows).forEach(warn)
    if !isDryRun { showContinuation() }
  }

  private var finding: String {
    report.moves.allSatisfy(\.wasOrphaned)
      ? "they run there, and back" : "both orders lead to the same schema"
  }

  private func title(_ file: RevisionFile) -> String {
    file.revision.message.isEmpty ? file.id.text : "\(file.id) \(file.revision.message)"
  }

  private func warn(_ dependence: RebaseReport.RowDependence) {
    switch dependence {
    case .tables(let names):
      console.warn("rows of \(listed(names.map { "'\($0)'" })) depend on the order")
    case .failure(let path, let line):
      console.warn("\(path):\(line): fails on existing rows in the new order")
    }
  }

  private func showContinuation() {
    let verb: String
    switch report.operation {
    case .merge: verb = "merge"
    case .rebase: verb = "rebase"
    case .cherryPick: verb = "cherry-pick"
    case .revert: verb = "revert"
    case nil: return
    }
    let paths = report.paths.map(CommandPath.pathspec).joined(separator: " ")
    console.advise(
      ["When all conflicts are resolved, run", "  git add \(paths) && git \(verb) --continue"], nil)
  }
}
