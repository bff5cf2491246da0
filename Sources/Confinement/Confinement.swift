internal import Glibc
internal import Synchronization

/// Runs other programs confined: this program is started anew, takes the rights from itself that they
/// must not have, and becomes the other one.
///
/// Between the start of a process and its program nothing of ours can run, and what a thread takes from
/// itself it never gets back.
package enum Confinement {
  /// The first argument of this program that has it become another one.
  private static let word = "confined"

  private static let isOffered = Atomic(false)

  /// Becomes another program, where the command line asks for that; called before anything else, while
  /// the process has one thread.
  package static func enter(_ arguments: [String]) {
    isOffered.store(true, ordering: .relaxed)
    guard arguments.first == word else { return }
    var rest = arguments.dropFirst()
    guard let rules = ConfinementRules(takenFrom: &rest), !rest.isEmpty else { return }
    ConfinedStart(rules: rules, command: Array(rest)).execute()
  }

  /// Whether programs can be run confined.
  ///
  /// The kernel has what keeps them from writing, and this program can be started anew. A test's
  /// program cannot.
  package static var isAvailable: Bool {
    isOffered.load(ordering: .relaxed) && isEnforced && access(program, X_OK) == 0
  }

  /// Whether the kernel keeps a program from writing where its rules say that it must not.
  package static var isEnforced: Bool { Landlock.version > 0 }

  /// Whether the kernel also keeps it from TCP and from signalling others: Linux 6.12 or later.
  package static var isWhole: Bool { Landlock.version >= 6 }

  /// The version of the kernel's Landlock; 0 where there is none.
  package static var landlockVersion: Int { Int(Landlock.version) }

  /// The words that, before those of a program, run it confined; none where that cannot be done.
  package static func command(_ rules: ConfinementRules) -> [String] {
    isAvailable ? command(rules, by: program) : []
  }

  /// - Parameter program: the path of this program.
  package static func command(_ rules: ConfinementRules, by program: String) -> [String] {
    [program, word] + rules.words
  }

  /// Whether a file is a program that the kernel starts by itself or with a loader, and no script.
  package static func isLoadable(_ path: String) -> Bool { ProgramFile.loader(of: path) != nil }

  /// This program's own file, also for what is started by a program that this one has started.
  private static let program = "/proc/\(getpid())/exe"
}
