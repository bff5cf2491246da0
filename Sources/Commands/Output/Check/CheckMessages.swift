internal import Revisions
internal import SchemaModel
internal import Workflows

/// What a check that says no has to say.
struct CheckMessages {
  let report: CheckReport
  let colors: Colors

  var messages: [Message] { report.problems.map(message) }

  private func message(_ problem: CheckReport.Problem) -> Message {
    switch problem {
    case .unmigrated(let changes, let dialect):
      Message(
        .error, "models of \(report.tree) change what no revision does",
        details: [""] + ChangeList(changes: changes, dialect: dialect, colors: colors).lines + [""],
        hints: ["To write the revision, run", "  git migrate prepare"], advice: .check)
    case .severalHeads(let files):
      Message(
        .error, "there are \(files.count) heads",
        details: files.map { "  \($0.path)" },
        hints: Message.rebaseHints)
    case .deployedRevisionsChanged(let changes):
      DeployedChangeWords.message(changes, voice: .error)
    }
  }

  /// What the pre-commit hook says: a warning, or in the mode `block` an error.
  func hookMessages(isBlocking: Bool) -> [Message] {
    report.problems.map { problem in
      guard case .unmigrated(let changes, let dialect) = problem else { return message(problem) }
      let list = ChangeList(changes: changes, dialect: dialect, colors: colors).lines
      return Message(
        isBlocking ? .error : .warning, "models change in this commit, revisions do not",
        details: [""] + list + [""],
        hints: isBlocking
          ? [
            "To add the revision to this commit, run",
            "  git migrate prepare && git add \(report.versions) && git commit",
          ]
          : [
            "To add the revision to this commit, run",
            "  git migrate prepare && git add \(report.versions) && git commit --amend --no-edit",
          ],
        advice: .check)
    }
  }
}
