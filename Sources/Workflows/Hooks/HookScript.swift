/// The text of a hook that git runs, and of the part of it that is ours.
///
/// Another's hook is bytes: nobody knows its encoding.
package enum HookScript {
  package static let events = ["pre-commit", "pre-merge-commit"]
  /// The hook that follows checkouts, for those who ask for it.
  package static let checkoutEvent = "post-checkout"
  /// All hooks that an installation can write.
  package static let allEvents = events + [checkoutEvent]

  /// The command that a hook runs.
  ///
  /// - Parameter arguments: how the hook writes what git has given it.
  package static func command(for event: String, arguments: String) -> String {
    "git-migrate hook run \(event)" + (event == checkoutEvent ? " \(arguments)" : "")
  }

  static let start = "# >>> git-migrate >>>"
  static let end = "# <<< git-migrate <<<"

  /// A hook of which all is ours.
  package static func text(for event: String) -> String {
    firstLine + block(for: event)
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
      git-migrate hook run \(event) </dev/null || (
        \(verdict.joined(separator: "\n    "))
      ) || exit $?
    else
      echo '\(absenceWarning)' >&2
    fi
    """
  }

  /// What is made of a run that failed, in a subshell of any of the shells that hooks are written in.
  ///
  /// An error of the check's is the hook's. A fault of the program's own must not keep a person from
  /// committing, so where a signal has ended it the commit passes with a warning, unless
  /// `migrate.hook` is `block`. SIGINT is the person's wish, and 129 is git's code for usage. Shells
  /// add 128 to a signal's number, and the Korn shell 256.
  static let verdict = [
    "code=$?; test $code -gt 130 || exit $code",
    "echo \"\(crashWarning)\" >&2",
    "mode=$(git config migrate.hook || git config --blob :.gitmigrate migrate.hook 2>/dev/null)",
    "test \"$mode\" != block || { echo \"\(crashError)\" >&2; exit 1; }",
  ]

  private static let crashWarning =
    "warning: git-migrate ended by signal $((code % 128)); schema not checked"
  private static let crashError = "error: 'migrate.hook' is 'block'; nothing was committed"

  /// The hook never fails, since the checkout is done.
  ///
  /// Git's third argument is 1 where a branch was checked out and not a file.
  private static let checkoutLines = """
    if test "$3" = 1 && command -v git-migrate >/dev/null 2>&1; then
      git-migrate hook run post-checkout "$@" </dev/null || :
    fi
    """

  /// What a colleague reads who has not installed the program.
  static let absenceWarning = "warning: git-migrate is not installed; schema not checked"

  private static let firstLine = "#!/bin/sh\n"

  // MARK: In another's hook

  /// A hook of another's with our block put in, or put anew, right after its first line.
  static func inserting(_ event: String, into hook: [UInt8]) -> [UInt8] {
    let rest = removing(from: hook)
    let block = Array(block(for: event).utf8)
    guard let lineEnd = rest.firstIndex(of: newline) else {
      // A single line without an end: the newline before the block goes away with the block.
      return rest + [newline] + block.dropLast()
    }
    return rest[...lineEnd] + block + rest[(lineEnd + 1)...]
  }

  /// A hook without our block: every other byte as it was.
  static func removing(from hook: [UInt8]) -> [UInt8] {
    guard let first = hook.firstRange(of: Array((start + "\n").utf8)),
      let last = hook[first.upperBound...].firstRange(of: Array(end.utf8))
    else { return hook }
    var before = hook[..<first.lowerBound]
    var after = hook[last.upperBound...]
    if after.first == newline {
      after.removeFirst()
    } else if after.isEmpty, before.last == newline {
      before.removeLast()
    }
    return Array(before + after)
  }

  /// Whether nothing of another's is in what is left of a hook.
  static func isEmpty(_ rest: [UInt8]) -> Bool { rest.elementsEqual(firstLine.utf8) }

  // MARK: Languages

  /// Whether a hook is a shell script, into which shell lines can be put.
  static func isShellScript(_ hook: [UInt8]) -> Bool {
    let line = String(decoding: hook.prefix { $0 != newline }, as: UTF8.self)
    guard line.hasPrefix("#!") else { return false }
    var words = line.dropFirst(2).split { $0 == " " || $0 == "\t" }[...]
    if words.first.map(program) == "env" {
      words = words.dropFirst().drop { $0.hasPrefix("-") || $0.contains("=") }
    }
    return words.first.map { ["sh", "bash", "dash", "zsh", "ksh"].contains(program($0)) } ?? false
  }

  private static func program(_ path: Substring) -> Substring {
    path.split(separator: "/").last ?? path
  }

  private static let newline = UInt8(ascii: "\n")
}
