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

  /// What a start takes, and what the first one takes for good.
  private static let need = 10
  private static let firstNeed = 13

  private static let hasStarted = Atomic(false)

  /// - Throws: ``ProcessError``, in the system's words.
  static func require(for executable: String) throws(ProcessError) {
    let isFirst = !hasStarted.exchange(true, ordering: .relaxed)
    if let reason = lack(of: isFirst ? firstNeed : need) {
      throw ProcessError(executable: executable, reason: reason)
    }
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
