internal import GitRepository
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
        hints: ["Give one of them the other as '-- Parent:', so that one follows the other"])
    case .deployedRevisionsChanged(let tag, let differences):
      Self.deployedChanged(tag, differences, voice: .error)
    }
  }

  static func deployedChanged(
    _ tag: Tag, _ differences: [RevisionDifference], voice: Message.Voice
  ) -> Message {
    let words = differences.map { difference in
      switch difference {
      case .edited(_, let path): "'\(path)' was edited"
      case .deleted(_, let path): "'\(path)' was deleted"
      case .renamed(_, let from, let to): "'\(from)' was renamed to '\(to)'"
      }
    }
    let object = differences.count == 1 ? "it" : "them"
    return Message(
      voice, "deployed revision \(words.first ?? "") since '\(tag.name)'",
      details: words.dropFirst().map { "  also \($0)" },
      hints: ["Deployed revisions have run elsewhere. To restore \(object), run"]
        + restorations(differences, from: tag))
  }

  private static func restorations(
    _ differences: [RevisionDifference], from tag: Tag
  ) -> [String] {
    var lost: [String] = []
    var moves: [String] = []
    for difference in differences {
      switch difference {
      case .edited(_, let path), .deleted(_, let path): lost.append(path)
      case .renamed(_, let from, let to): moves.append("  git mv \(to) \(from)")
      }
    }
    let restore = "  git restore --source=\(tag.name) --staged --worktree "
    return (lost.isEmpty ? [] : [restore + lost.joined(separator: " ")]) + moves
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
