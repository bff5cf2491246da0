internal import Glibc

/// What tells a process from every other one, for the names of things that it must not leave behind.
///
/// The number alone does not: it is given again, and another machine, or another container, that uses
/// the same folder or server has processes of the same numbers.
package struct ProcessMark: Hashable, Sendable, CustomStringConvertible {
  /// The machine, or what looks like one to its processes.
  private let host: String
  /// The time since which the machine runs.
  private let boot: String
  private let process: pid_t
  /// When the process started, in the kernel's ticks since then.
  private let start: String

  /// This process.
  package static let own = ProcessMark(
    host: machine, boot: currentBoot, process: getpid(), start: startTime(of: getpid()) ?? "0")

  private init(host: String, boot: String, process: pid_t, start: String) {
    self.host = host
    self.boot = boot
    self.process = process
    self.start = start
  }

  /// Reads a mark from where a text begins with one; `nil` where it does not.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "_", maxSplits: 4, omittingEmptySubsequences: false)
    guard parts.count >= 4, parts[0].utf8.count == 8, parts[1].utf8.count == 8,
      let process = pid_t(parts[2]), process > 0
    else { return nil }
    self.init(
      host: String(parts[0]), boot: String(parts[1]), process: process, start: String(parts[3]))
  }

  /// Such as `1f0c22ab_9d03e1c7_4711_88231`.
  package var description: String { "\(host)_\(boot)_\(process)_\(start)" }

  /// Whether it is known that the process has ended; of another machine's nothing is known.
  package var isDead: Bool {
    guard host == Self.machine else { return false }
    return boot != Self.currentBoot || Self.startTime(of: process) != start
  }

  // MARK: Facts

  private static let machine: String = {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count - 1)
    let host = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return digest(host + content(of: "/etc/machine-id") + link("/proc/self/ns/pid"))
  }()

  private static let currentBoot = digest(content(of: "/proc/sys/kernel/random/boot_id"))

  /// The twenty-second field of `/proc/<pid>/stat`: the second, a name, may have blanks in it.
  ///
  /// - Returns: `nil` also for a process that has ended and that nobody has asked about.
  private static func startTime(of process: pid_t) -> String? {
    let text = content(of: "/proc/\(process)/stat")
    guard let end = text.lastIndex(of: UInt8(ascii: ")")) else { return nil }
    let fields = text[(end + 1)...].split(separator: UInt8(ascii: " "))
    guard fields.count > 19, !["Z", "X"].contains(String(decoding: fields[0], as: UTF8.self))
    else { return nil }
    return String(decoding: fields[19], as: UTF8.self)
  }

  private static func content(of path: String) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(descriptor, &bytes, bytes.count)
    return Array(bytes.prefix(max(0, count)))
  }

  private static func link(_ path: String) -> [UInt8] {
    var bytes = [CChar](repeating: 0, count: 256)
    let count = readlink(path, &bytes, bytes.count)
    return bytes.prefix(max(0, count)).map { UInt8(bitPattern: $0) }
  }

  /// Eight digits that differ where the bytes do, as good as always.
  ///
  /// http://www.isthe.com/chongo/tech/comp/fnv/
  private static func digest(_ bytes: [UInt8]) -> String {
    let hash = bytes.reduce(0x811C_9DC5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
    let text = String(hash, radix: 16)
    return String(repeating: "0", count: 8 - text.utf8.count) + text
  }
}
