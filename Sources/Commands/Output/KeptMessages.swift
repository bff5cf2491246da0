internal import Engine
internal import Workflows

/// What `prepare --amend` says of a revision that a person has edited.
struct KeptMessages {
  let kept: KeptRevision
  let console: Console
  let isDryRun: Bool
  /// The command that accepts hazards.
  let accepting: RepeatedCommand

  func show() {
    let verb = isDryRun ? "Would change" : "Changed"
    console.answer(
      kept.isChanged
        ? "\(verb) the headers of \(kept.path), whose statements were edited by hand"
        : "Nothing to do: the statements of \(kept.path) were edited by hand")
    for (hazard, isAccepted) in kept.hazards {
      if isAccepted {
        console.answer("Accepted: \(hazard.kind.rawValue) \(hazard.subject)")
      } else {
        console.warn(HazardWords.text(hazard))
      }
    }
    HazardWords.adviseAcceptance(
      of: kept.hazards.filter { !$0.isAccepted }.map(\.hazard), by: accepting, console)
    showUnmigrated()
  }

  private func showUnmigrated() {
    guard !kept.unmigrated.isEmpty else { return }
    let list = DialectChangeList(sides: kept.unmigrated, colors: console.errorColors)
    console.show(
      Message(
        .warning, "the models have changes that the revision does not bring",
        details: [""] + list.lines + [""],
        hints: ["To write a revision of its own for them, run", "  git migrate prepare"]))
  }
}
