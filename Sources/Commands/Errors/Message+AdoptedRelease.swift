internal import Revisions
internal import SchemaModel
internal import Workflows

extension Message {
  init(_ error: AdoptedRelease.Failure) {
    switch error {
    case .noBaseline(let tag, let first?):
      self.init(
        .fatal,
        "'\(tag)' is from before the revisions, and the first one, \(first.id), is no baseline")
    case .noBaseline(let tag, nil):
      self.init(
        .fatal, "'\(tag)' has models and no revisions",
        hints: [
          "To write the one that builds what it has deployed, run",
          "  git migrate prepare \(ShellWord.quoted(tag))",
          "Commit that, and release the tag again",
        ])
    case .notCommitted(let path):
      self.init(
        .fatal, "the baseline '\(path)' is not committed",
        hints: ["To commit it, run", "  git add \(ShellWord.quoted(path)) && git commit"])
    case .differs(let tag, let baseline, let changes):
      self.init(
        .fatal,
        "'\(tag)' is from before the revisions, and not what the baseline \(baseline.id) builds",
        details: Self.needs("To become that it would need:", changes))
    }
  }
}
