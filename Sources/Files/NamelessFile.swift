package import Glibc
internal import Signals

/// A file that no folder has; it lies in memory, so that it needs no folder that can be written to.
package enum NamelessFile {
  /// - Returns: a stream for reading and writing, of which programs that are started inherit nothing;
  ///   `nil` where the system refuses it.
  package static func stream() -> UnsafeMutablePointer<FILE>? {
    var descriptor = openInMemory()
    if descriptor < 0 { descriptor = openInFolder() }
    guard descriptor >= 0 else { return nil }
    guard let stream = fdopen(descriptor, "w+") else {
      close(descriptor)
      return nil
    }
    return stream
  }

  /// A name is needed for a moment, and is another one for each process and call.
  private static func openInMemory() -> Int32 {
    let name = "/git-migrate-\(ProcessMark.own)-\(UInt64.random(in: .min ... .max))"
    let descriptor = shm_open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor >= 0 { shm_unlink(name) }
    return descriptor
  }

  /// Where there is no memory for files.
  private static func openInFolder() -> Int32 {
    let folders = [getenv("TMPDIR").map { String(cString: $0) }, "/tmp", "/var/tmp"]
    for folder in folders.compactMap(\.self) where !folder.isEmpty {
      var template = Array("\(folder)/git-migrate-XXXXXX".utf8CString)
      let descriptor = mkstemp(&template)
      guard descriptor >= 0 else { continue }
      unlink(template)
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      return descriptor
    }
    return -1
  }
}
