internal import Engine
internal import Glibc

/// The processes that have locks on a database file, as Linux tells them.
///
/// The lines of `/proc/locks` are such as `1: POSIX ADVISORY WRITE 4711 08:01:131090 120 120`:
/// <https://man7.org/linux/man-pages/man5/proc_locks.5.html>
enum FileLocks {
  static func holders(of path: String) -> [LockHolder] {
    let files = ["", "-shm"].compactMap { inode(of: path + $0) }
    let lines = text(of: "/proc/locks").split(separator: "\n").map { $0.split(separator: " ") }
    let processes = lines.filter { line in
      line.count > 5 && line[3] == "WRITE" && files.contains { line[5].hasSuffix(":\($0)") }
    }.compactMap { Int($0[4]) }
    return Set(processes).subtracting([Int(getpid())]).sorted().filter { $0 > 0 }.map { process in
      let name = text(of: "/proc/\(process)/comm").prefix { !$0.isNewline }
      return LockHolder(process: process, name: String(name))
    }
  }

  private static func inode(of path: String) -> UInt? {
    var status = stat()
    return stat(path, &status) == 0 ? UInt(status.st_ino) : nil
  }

  /// The file has no size: it is read to its end.
  private static func text(of path: String) -> String {
    guard let file = fopen(path, "re") else { return "" }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    while case let byte = getc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
    return String(decoding: bytes, as: UTF8.self)
  }
}
