internal import Glibc

/// The sockets in the file system behind which something may wait that does more for a program than it
/// may do itself: Docker, a session's D-Bus, a database server.
enum LocalSockets {
  /// Those of this network namespace, and the ones that a container is often given of its host.
  static var paths: Set<String> {
    Set(paths(in: table) + ["/run/docker.sock", "/run/podman/podman.sock"])
  }

  /// The eighth field of a line is a path, an abstract name that begins with `@`, or nothing.
  static func paths(in table: [UInt8]) -> [String] {
    table.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 7)
      guard fields.count == 8, fields[7].first == UInt8(ascii: "/") else { return nil }
      return String(validating: fields[7], as: UTF8.self)
    }
  }

  private static var table: [UInt8] {
    let descriptor = open("/proc/net/unix", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return [] }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return bytes }
      bytes += buffer[..<count]
    }
  }
}
