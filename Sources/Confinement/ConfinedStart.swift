internal import CLinux
internal import Glibc

/// What this process does to become another program that has fewer rights.
///
/// What the system does not offer is left out: the program then runs as it would without.
struct ConfinedStart {
  let rules: ConfinementRules
  /// The program and its arguments.
  let command: [String]

  func execute() -> Never {
    var rules = rules
    if rules.isApart { rules.writable += Namespaces(rules: rules, program: command[0]).enter() }
    dropCapabilities()
    if git_migrate_forgo_new_rights() == 0 { Landlock.enforce(rules) }
    var arguments = command.map { strdup($0) }
    arguments.append(nil)
    execvp(command[0], arguments)
    let reason = String(cString: strerror(errno))
    let message = "fatal: cannot run '\(command[0])': \(reason)\n"
    _ = write(2, message, message.utf8.count)
    _exit(127)
  }

  /// Root keeps what concerns files and accounts, so that it can give up being root.
  private func dropCapabilities() {
    guard geteuid() == 0 else { return }
    for capability in 0...63 where !Self.kept.contains(Int32(capability)) {
      _ = git_migrate_drop_capability(Int32(capability))
    }
  }

  /// `CAP_CHOWN`, `DAC_OVERRIDE`, `FOWNER`, `FSETID`, `KILL`, `SETGID`, `SETUID`, `SETPCAP`.
  private static let kept: Set<Int32> = [0, 1, 3, 4, 5, 6, 7, 8]
}
