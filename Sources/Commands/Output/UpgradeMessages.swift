internal import Revisions
internal import Workflows

/// What an upgrade says of its work.
struct UpgradeMessages {
  let isDryRun: Bool
  let console: Console

  /// Each step is told as it is done: a later one may fail.
  func show(_ step: Workflows.Upgrade.Step) {
    switch step {
    case .adopted(let baseline):
      console.answer("Recorded that the database stands at \(baseline.baselineName)")
    case .running(let file): console.progress("Running \(file.id) \(file.revision.message)")
    case .resuming(let file, let stopped):
      console.answer("Going on with \(file.id) after \(stopped.progress)")
    case .ran(let file):
      console.endProgress()
      console.answer("Ran \(file.id) \(file.revision.message)")
    case .restored(let parts): RestoredText(parts).show(on: console)
    }
  }

  func show(_ report: Workflows.Upgrade.Report) {
    if isDryRun { showPlan(report) }
    if report.applied.isEmpty {
      console.answer("Already at \(report.current?.id.text ?? "base")")
    }
  }

  private func showPlan(_ report: Workflows.Upgrade.Report) {
    if let baseline = report.adoptedBaseline {
      console.answer("Would record that the database stands at \(baseline.baselineName)")
    }
    for file in report.applied {
      console.answer("Would run \(file.id) \(file.revision.message)")
    }
  }
}
