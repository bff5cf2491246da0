/// The text of a hook that git runs, and of the part of it that is ours.
package enum HookScript {
  package static let events = ["pre-commit", "pre-merge-commit"]
  /// The hook that follows checkouts, for those who ask for it.
  package static let checkoutEvent = "post-checkout"
  /// All hooks that an installation can write.
  package static let allEvents = events + [checkoutEvent]

  static let start = "# >>> git-migrate >>>"
  static let end = "# <<< git-migrate <<<"

  /// A hook of which all is ours.
  package static func text(for event: String) -> String {
    "#!/bin/sh\n" + block(for: event)
  }

  /// The lines that are put into another's hook.
  package static func block(for event: String) -> String {
    """
    \(start)
    # Written by "git migrate hook install"; "git migrate hook uninstall" removes it.
    \(event == checkoutEvent ? checkoutLines : commitLines(event))
    \(end)

    """
  }

  private static func commitLines(_ event: String) -> String {
    """
    if command -v git-migrate >/dev/null 2>&1; then
      git-migrate hook run \(event) </dev/null || exit $?
    else
      echo 'warning: git-migrate is not installed; schema not checked' >&2
    fi
    """
  }

  /// The hook never fails, since the checkout is done.
  ///
  /// Git's third argument is 1 where a branch was checked out and not a file.
  private static let checkoutLines = """
    if test "$3" = 1 && command -v git-migrate >/dev/null 2>&1; then
      git-migrate hook run post-checkout "$@" </dev/null || :
    fi
    """

  /// A hook of another's with our block put in, or put anew, right after its first line.
  static func inserting(_ event: String, into text: String) -> String {
    let rest = removing(from: text)
    guard let lineEnd = rest.firstIndex(of: "\n") else { return rest + "\n" + block(for: event) }
    let next = rest.index(after: lineEnd)
    return rest[..<next] + block(for: event) + rest[next...]
  }

  /// A hook without our block: every other byte as it was.
  static func removing(from text: String) -> String {
    guard let first = text.firstRange(of: start + "\n"),
      let last = text[first.upperBound...].firstRange(of: end + "\n")
    else { return text }
    return String(text[..<first.lowerBound] + text[last.upperBound...])
  }

  /// Whether a hook is a shell script, into which shell lines can be put.
  static func isShellScript(_ text: String) -> Bool {
    let line = text.prefix { $0 != "\n" }
    return line.hasPrefix("#!")
      && ["sh", "bash", "dash", "zsh", "ksh"].contains {
        line.hasSuffix("/\($0)") || line.hasSuffix(" \($0)")
      }
  }
}
