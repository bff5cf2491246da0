/// What a repository's configuration files say of remotes and hooks.
package struct CloneSettings: Sendable {
  /// Whether there is another repository that this one came from or goes to.
  package let hasRemote: Bool
  /// Whether git looks for hooks elsewhere than in the repository's own folder.
  package let movesHooks: Bool
  /// What git runs beside the files of hooks, from version 2.54 on.
  package let hookCommands: [String]

  /// - Throws: `GitError` where a file cannot be read.
  package init(_ repository: Repository) throws(GitError) {
    let files = ConfigurationFiles(
      environment: repository.git.environment, repository: repository)
    let entries = try files.entries()
    hasRemote = entries.contains { $0.key.hasPrefix("remote.") && $0.key.hasSuffix(".url") }
    movesHooks = entries.contains { $0.key == "core.hookspath" }
    hookCommands = entries.filter { $0.key.hasPrefix("hook.") && $0.key.hasSuffix(".command") }
      .compactMap(\.value)
  }
}
