extension GitCommand {
  /// The folder that git looks for hooks in, absolute; it may not exist.
  ///
  /// `core.hooksPath` is honoured, also where it comes from `git -c`.
  package func hooksDirectory() async throws(GitError) -> String {
    let path = try await text(["rev-parse", "--git-path", "hooks"])
    return PathText.absolute(path, in: directory)
  }

  /// The version of the installed git.
  package func gitVersion() async throws(GitError) -> Version {
    let words = try await text(["--version"]).split(separator: " ")
    guard words.count > 2, let version = Version(String(words[2])) else {
      throw GitError.commandNotRun(reason: words.joined(separator: " "))
    }
    return version
  }
}
