import Glibc

/// A file that appears whole or not at all.
package enum AtomicFile {
  /// Writes a file by way of a temporary one beside it, which takes its place once it is on disk.
  ///
  /// A reader sees the old content or the new, never a part; after an error the old file is as it
  /// was and no temporary file remains.
  ///
  /// - Parameter isDurable: whether the file must outlive a power failure.
  /// - Throws: the first refusal of the operating system, such as a full disk.
  package static func write(
    _ bytes: [UInt8], to path: String, isExecutable: Bool = false, isDurable: Bool = true
  ) throws(FileError) {
    try write(bytes, to: path, mode: isExecutable ? 0o777 : 0o666, isDurable: isDurable)
  }

  /// Writes other bytes into a file that is there; its permissions stay as they are.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileError(.write, path) }
    try write(bytes, to: path, mode: 0o600, finalMode: status.st_mode & 0o7777)
  }

  private static func write(
    _ bytes: [UInt8], to path: String, mode: mode_t, finalMode: mode_t? = nil,
    isDurable: Bool = true
  ) throws(FileError) {
    let temporary = path + ".tmp-\(getpid())"
    do throws(FileError) {
      try writeThrough(bytes, to: temporary, mode: mode, isDurable: isDurable)
      if let finalMode, chmod(temporary, finalMode) != 0 { throw FileError(.write, path) }
      guard rename(temporary, path) == 0 else { throw FileError(.write, path) }
    } catch {
      unlink(temporary)
      throw FileError(.write, path, code: error.code)
    }
  }

  private static func writeThrough(
    _ bytes: [UInt8], to path: String, mode: mode_t, isDurable: Bool
  ) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw FileError(.write, path) }
    var isOpen = true
    defer { if isOpen { close(descriptor) } }
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw FileError(.write, path) }
      written += count
    }
    guard !isDurable || fsync(descriptor) == 0 else { throw FileError(.write, path) }
    isOpen = false
    guard close(descriptor) == 0 else { throw FileError(.write, path) }
  }
}
