package import Glibc
internal import Signals

/// A file in memory that no folder has, so it needs none that can be written to.
package enum NamelessFile {
  /// - Returns: a stream for reading and writing, of which programs that are started inherit nothing;
  ///   `nil` where the system refuses it.
  package static func stream() -> UnsafeMutablePointer<FILE>? {
    let descriptor = open()
    guard descriptor >= 0 else { return tmpfile() }
    guard let stream = fdopen(descriptor, "w+") else {
      close(descriptor)
      return nil
    }
    return stream
  }

  /// A name is needed for a moment, and is another one for each process and call.
  private static func open() -> Int32 {
    let name = "/git-migrate-\(ProcessMark.own)-\(UInt64.random(in: .min ... .max))"
    let descriptor = shm_open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    if descriptor >= 0 { shm_unlink(name) }
    return descriptor
  }
}
