internal import GitRepository
internal import Workflows

/// What was done to deployed revisions, in words.
enum DeployedChangeWords {
  static func message(_ changes: [DeployedChange], voice: Message.Voice) -> Message {
    let facts = changes.map(fact)
    return Message(
      voice, "deployed revision \(facts.first ?? "")",
      details: facts.dropFirst().map { "  also \($0)" },
      hints: [
        "Deployed revisions have run elsewhere. To restore \(changes.count == 1 ? "it" : "them"), run"
      ] + restorations(of: changes).map { "  " + $0 })
  }

  /// Such as `'migrations/versions/cc1b219db554_users.sql' was edited since 'v1.0'`.
  static func fact(_ change: DeployedChange) -> String {
    let verb =
      switch change.kind {
      case .edited: "edited"
      case .deleted: "deleted"
      case .renamed(let path): "renamed to '\(path)'"
      }
    let commit = change.commit.map { ", by \($0.id.abbreviated) \"\($0.subject)\"" } ?? ""
    return "'\(change.path)' was \(verb) since '\(change.release.name)'\(commit)"
  }

  /// Commands that bring the files back to what they were; what is not committed is stashed first.
  static func restorations(of changes: [DeployedChange]) -> [String] {
    let unsaved = changes.filter { $0.kind == .edited && $0.commit == nil }.map(\.path)
    var paths: [(release: String, paths: [String])] = []
    var moves: [String] = []
    for change in changes {
      if case .renamed(let path) = change.kind {
        moves.append("git mv \(CommandPath.quoted(path)) \(CommandPath.quoted(change.path))")
      } else if let index = paths.firstIndex(where: { $0.release == change.release.name }) {
        paths[index].paths.append(change.path)
      } else {
        paths.append((change.release.name, [change.path]))
      }
    }
    return paths.map { release, paths in
      keeping(paths.filter(unsaved.contains))
        + "git restore --source=\(ShellWord.quoted(release)) --staged --worktree "
        + paths.map(CommandPath.pathspec).joined(separator: " ")
    } + moves
  }

  private static func keeping(_ paths: [String]) -> String {
    paths.isEmpty
      ? "" : "git stash push \(paths.map(CommandPath.pathspec).joined(separator: " ")) && "
  }
}
