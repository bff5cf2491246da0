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
        details: list(changes, dialect),
        hints: ["To write the revision, run", "  git migrate prepare"], advice: .check)
    case .severalHeads(let files):
      Message(
        .error, "there are \(files.count) heads", details: files.map { "  \($0.path)" },
        hints: Message.rebaseHints)
    case .releasesMissing(let releases): .releasesMissing(releases, .error)
    case .deployedRevisionsChanged(let changes):
      DeployedChangeWords.message(changes, voice: .error)
    case .wrongSnapshots(let snapshots): wrong(snapshots, .error)
    }
  }

  private func wrong(_ snapshots: [WrongSnapshot], _ voice: Message.Voice) -> Message {
    Message(
      voice, "a revision leads to another schema than its Snapshot header says",
      details: snapshots.flatMap { snapshot in
        [
          "  \(snapshot.path) says \(snapshot.dialect.rawValue) \(snapshot.recorded),",
          "  and leads to \(snapshot.actual)",
        ]
      },
      hints: [
        "To have the header of the newest revision set, run", "  git migrate prepare --amend",
      ])
  }

  private func list(_ changes: [SchemaChange], _ dialect: Dialect) -> [String] {
    [""] + ChangeList(changes: changes, dialect: dialect, colors: colors).lines + [""]
  }

  // MARK: In a hook

  /// What the pre-commit hook says: a warning, or in the mode `block` an error; an error in any mode
  /// of what a release contains.
  func hookMessages(isBlocking: Bool) -> [Message] {
    report.problems.map { problem in
      switch problem {
      case .unmigrated(let changes, let dialect):
        Message(
          isBlocking ? .error : .warning, "models change in this commit, revisions do not",
          details: list(changes, dialect),
          hints: [
            "To add the revision to this commit, run",
            "  git migrate prepare && \(commitAgain(isBlocking))",
          ], advice: .check)
      case .severalHeads(let files):
        Message(
          isBlocking ? .error : .warning, "this commit has \(files.count) heads",
          details: files.map { "  \($0.path)" },
          hints: [
            "To have this branch's revisions follow the others, run",
            "  git migrate rebase && \(commitAgain(isBlocking))",
          ], advice: .check)
      case .releasesMissing(let releases):
        .releasesMissing(releases, isBlocking ? .error : .warning)
      case .deployedRevisionsChanged: message(problem)
      case .wrongSnapshots(let snapshots): wrong(snapshots, isBlocking ? .error : .warning)
      }
    }
  }

  private func commitAgain(_ isBlocking: Bool) -> String {
    "git add \(CommandPath.pathspec(report.versions)) && git commit\(isBlocking ? "" : " --amend --no-edit")"
  }
}
