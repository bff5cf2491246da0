internal import Glibc
internal import Synchronization

/// Whether enough files can be opened, for this process and to start a program.
///
/// The library that starts programs waits for ever, or traps, where it runs out of descriptors in the
/// middle.
package enum DescriptorSupply {
  /// What Swift's runtime opens before it traps, and the program before it starts any other.
  private static let ownNeed = 10

  /// Whether this process can work at all; `nil` where it can, else the system's words.
  package static var shortage: String? { lack(of: ownNeed) }

  /// What a program that runs takes, and what the first one takes for good.
  private static let need = 10
  private static let lastingNeed = 3

  private static let running = Atomic(0)
  private static let hasStarted = Atomic(false)

  /// Makes sure that a program can be started beside those that run already.
  ///
  /// These may not have opened yet all that they will. What is reserved is to be released.
  ///
  /// - Throws: ``ProcessError``, in the system's words.
  static func reserve(for executable: String) throws(ProcessError) {
    let count = running.add(1, ordering: .relaxed).newValue
    let lasting = hasStarted.load(ordering: .relaxed) ? 0 : lastingNeed
    guard let reason = lack(of: count * need + lasting) else { return }
    running.subtract(1, ordering: .relaxed)
    throw ProcessError(executable: executable, reason: reason)
  }

  static func release() {
    hasStarted.store(true, ordering: .relaxed)
    running.subtract(1, ordering: .relaxed)
  }

  private static func lack(of count: Int) -> String? {
    var copies: [Int32] = []
    defer { for copy in copies { close(copy) } }
    for _ in 0..<count {
      let copy = open("/dev/null", O_RDONLY | O_CLOEXEC)
      guard copy >= 0 else { return String(cString: strerror(errno)) }
      copies.append(copy)
    }
    return nil
  }
}
