internal import GitRepository

/// A hook in git's configuration, which git runs beside whatever file there is.
///
/// `hook.<name>.event` and `hook.<name>.command` are described in git-config(1). They spare a
/// repository every change to its hook files.
struct ConfiguredHook {
  let name: String
  let events: [String]
  /// Git hands it to a shell, followed by the hook's arguments.
  let command: String

  /// What looks at commits.
  static let commits = ConfiguredHook(
    name: "migrate", events: HookScript.events, command: command("pre-commit"))

  /// What follows checkouts; it never fails, and says nothing where the program is not installed.
  ///
  /// A function takes the arguments that git puts at the end of the command.
  static let checkouts = ConfiguredHook(
    name: "migrate-checkout", events: [HookScript.checkoutEvent],
    command: "f() { test \"$3\" = 1 && command -v git-migrate >/dev/null "
      + "&& git-migrate hook run \(HookScript.checkoutEvent) \"$@\"; :; }; f")

  /// All that an installation can write.
  static let all = [commits, checkouts]

  /// The first version of git that looks for hooks there.
  static let firstVersion = Version(numbers: [2, 54])

  /// - Returns: whether anything had to be written.
  func write(with git: GitCommand) async throws(GitError) -> Bool {
    let wanted = [("command", [command]), ("event", events)]
    var hasChanged = false
    for (variable, values) in wanted {
      let key = "\(section).\(variable)"
      if try await git.localValues(of: key) == values { continue }
      try await git.setLocalValues(values, of: key)
      hasChanged = true
    }
    return hasChanged
  }

  /// - Returns: whether there was anything to remove.
  func remove(with git: GitCommand) async throws(GitError) -> Bool {
    guard try await !git.localValues(of: "\(section).command").isEmpty else { return false }
    try await git.removeLocalSection(section)
    return true
  }

  private var section: String { "hook.\(name)" }

  /// A function, since git puts `"$@"` at the end of the command.
  private static func command(_ event: String) -> String {
    "f() { command -v git-migrate >/dev/null "
      + "|| { echo '\(HookScript.absenceWarning)' >&2; return 0; }; "
      + "git-migrate hook run \(event) || (\(HookScript.verdict.joined(separator: "; "))); }; f"
  }
}
