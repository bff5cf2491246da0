internal import Glibc
internal import Synchronization

/// Whether enough files can be opened to start a program.
///
/// The library that starts programs waits for ever, or traps, where it runs out of descriptors in the
/// middle.
enum DescriptorSupply {
  /// What a start takes, and what the first one takes for good.
  private static let need = 10
  private static let firstNeed = 13

  private static let hasStarted = Atomic(false)

  /// - Throws: ``ProcessError``, in the system's words.
  static func require(for executable: String) throws(ProcessError) {
    let isFirst = !hasStarted.exchange(true, ordering: .relaxed)
    var copies: [Int32] = []
    defer { for copy in copies { close(copy) } }
    for _ in 0..<(isFirst ? firstNeed : need) {
      let copy = open("/dev/null", O_RDONLY | O_CLOEXEC)
      guard copy >= 0 else {
        throw ProcessError(executable: executable, reason: String(cString: strerror(errno)))
      }
      copies.append(copy)
    }
  }
}
