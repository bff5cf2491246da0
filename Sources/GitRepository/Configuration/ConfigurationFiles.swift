/// The files that git reads the user's settings from.
struct ConfigurationFiles {
  let environment: [String: String]
  let repository: Repository?

  /// What all of them say, in increasing precedence.
  func entries() throws(GitError) -> [ConfigurationEntry] {
    let reader = ConfigurationReader(repository: repository)
    var entries: [ConfigurationEntry] = []
    for path in system + global + local { entries += try reader.entries(ofFile: path) }
    if let repository, usesWorktreeFile(entries) {
      entries += try reader.entries(ofFile: repository.gitDirectory + "/config.worktree")
    }
    return entries
  }

  private var system: [String] {
    if let switchedOff = environment["GIT_CONFIG_NOSYSTEM"],
      !["", "0", "false", "no", "off"].contains(switchedOff)
    {
      return []
    }
    return [environment["GIT_CONFIG_SYSTEM"] ?? "/etc/gitconfig"]
  }

  private var global: [String] {
    if let path = environment["GIT_CONFIG_GLOBAL"] { return [path] }
    let home = environment["HOME"]
    let folder =
      environment["XDG_CONFIG_HOME"].flatMap { $0.isEmpty ? nil : $0 }
      ?? home.map { $0 + "/.config" }
    return [folder.map { $0 + "/git/config" }, home.map { $0 + "/.gitconfig" }].compactMap(\.self)
  }

  private var local: [String] {
    repository.map { [$0.commonDirectory + "/config"] } ?? []
  }

  private func usesWorktreeFile(_ entries: [ConfigurationEntry]) -> Bool {
    let value = entries.last { $0.key == "extensions.worktreeconfig" }.map { $0.value ?? "true" }
    return ["true", "yes", "on", "1"].contains(value?.lowercased())
  }
}
