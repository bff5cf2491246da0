internal import Files
internal import Processes

extension Configuration {
  /// Reads the user's settings: the system's, the user's and the repository's files and, where
  /// `git -c` or its variables were used, what they say.
  ///
  /// - Parameters:
  ///   - committed: the tree's own file, where there is one.
  ///   - repository: `nil` where there is none; its files are then left out.
  package static func load(
    committed: ConfigurationFile? = nil, repository: Repository? = nil,
    environment: [String: String] = ProcessEnvironment.current,
    directory: String = FileSystem.currentDirectory
  ) async throws(GitError) -> Configuration {
    let files = ConfigurationFiles(environment: environment, repository: repository)
    let hasOverrides = ["GIT_CONFIG_PARAMETERS", "GIT_CONFIG_COUNT"].contains {
      environment[$0] != nil
    }
    let git = GitCommand(environment: environment, directory: directory)
    let entries = try hasOverrides ? await ask(git) : files.entries()
    return Configuration(
      committed: committed,
      personal: entries.filter { entry in sections.contains { entry.key.hasPrefix($0 + ".") } })
  }

  private static let sections = ["migrate", "advice", "color"]

  /// libgit2 does not read settings from the environment; git has one answer for all files.
  private static func ask(_ git: GitCommand) async throws(GitError) -> [ConfigurationEntry] {
    let pattern = "^(" + sections.joined(separator: "|") + ")\\."
    let arguments = ["config", "--null", "--get-regexp", pattern]
    let answer = try await git.result(of: arguments)
    switch answer.status {
    case .exited(0): return answer.output.split(separator: 0).map(entry)
    case .exited(1): return []
    default:
      throw GitError.commandFailed(
        arguments: arguments, status: answer.status.exitCode, message: answer.errorText)
    }
  }

  /// A key and, on lines of its own, the value.
  private static func entry(_ bytes: ArraySlice<UInt8>) -> ConfigurationEntry {
    let parts = bytes.split(
      separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
    return ConfigurationEntry(
      key: String(decoding: parts[0], as: UTF8.self),
      value: parts.count > 1 ? String(decoding: parts[1], as: UTF8.self) : nil)
  }
}

extension Repository {
  /// The user's settings here, over a tree's committed file.
  package func configuration(
    committed: ConfigurationFile? = nil
  ) async throws(GitError) -> Configuration {
    try await Configuration.load(
      committed: committed, repository: self, environment: git.environment,
      directory: git.directory)
  }
}
