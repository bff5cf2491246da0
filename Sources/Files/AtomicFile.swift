internal import Glibc
internal import Signals

/// A file that appears whole or not at all.
package enum AtomicFile {
  /// Writes a file by way of a temporary one, which takes its place once it is on disk.
  ///
  /// A reader sees the old content or the new, never a part; after an error the old file is as it
  /// was and no temporary file remains.
  ///
  /// - Parameters:
  ///   - folder: where the temporary file lies, so that no other program takes it for one of the
  ///     files; without it, or where that is another file system, beside the file itself.
  ///   - isDurable: whether the file must outlive a power failure.
  /// - Throws: the first refusal of the operating system, such as a full disk.
  package static func write(
    _ bytes: [UInt8], to path: String, by folder: String? = nil, isExecutable: Bool = false,
    isDurable: Bool = true
  ) throws(FileError) {
    let mode: mode_t = isExecutable ? 0o777 : 0o666
    try write(bytes, to: path, by: folder, mode: mode, isDurable: isDurable)
  }

  /// Writes other bytes into a file that is there; its permissions stay as they are.
  package static func replace(
    _ path: String, with bytes: [UInt8], by folder: String? = nil
  ) throws(FileError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileError(.write, path) }
    try write(bytes, to: path, by: folder, mode: 0o600, finalMode: status.st_mode & 0o7777)
  }

  /// Removes the temporary files in a folder whose makers have ended without doing so.
  package static func removeAbandoned(in folder: String) {
    for name in (try? FileSystem.entries(of: folder)) ?? [] {
      guard let mark = ProcessMark(name), mark.isDead else { continue }
      unlink(folder + "/" + name)
    }
  }

  private static func write(
    _ bytes: [UInt8], to path: String, by folder: String?, mode: mode_t,
    finalMode: mode_t? = nil, isDurable: Bool = true
  ) throws(FileError) {
    if let folder, (try? FileSystem.createDirectory(folder)) != nil {
      let name = "\(ProcessMark.own)_\(FileSystem.lastPart(of: path))"
      do throws(FileError) {
        return try write(
          bytes, to: path, temporary: folder + "/" + name, mode, finalMode, isDurable)
      } catch  where error.code == EXDEV || error.code == EACCES || error.code == EROFS {
        // Another file system, or a repository that others own: beside the file, then.
      }
    }
    try write(
      bytes, to: path, temporary: path + ".tmp-\(getpid())", mode, finalMode, isDurable)
  }

  private static func write(
    _ bytes: [UInt8], to path: String, temporary: String, _ mode: mode_t, _ finalMode: mode_t?,
    _ isDurable: Bool
  ) throws(FileError) {
    try Termination.uninterrupted { () throws(FileError) in
      do throws(FileError) {
        try writeThrough(bytes, to: temporary, mode: mode, isDurable: isDurable)
        if let finalMode, chmod(temporary, finalMode) != 0 { throw FileError(.write, path) }
        guard rename(temporary, path) == 0 else { throw FileError(.write, path) }
      } catch {
        unlink(temporary)
        throw FileError(.write, path, code: error.code)
      }
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
