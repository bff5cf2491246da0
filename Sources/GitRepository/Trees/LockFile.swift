internal import Files
internal import Glibc

/// A file whose lock says that the process which made it still runs.
///
/// The operating system releases the lock when the process ends, however it ends.
struct LockFile {
  let path: String
  private let descriptor: Int32

  /// Makes the file and takes its lock.
  static func create(_ path: String) throws(FileError) -> LockFile {
    while true {
      let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      guard descriptor >= 0 else { throw FileError(.lock, path) }
      let error = flock(descriptor, LOCK_EX) == 0 ? nil : FileError(.lock, path)
      if error == nil, isLinked(descriptor) { return LockFile(path: path, descriptor: descriptor) }
      close(descriptor)
      if let error { throw error }
      // Between the two calls another process took the file for an abandoned one: once more.
    }
  }

  /// Takes over the lock of a file whose owner is gone; `nil` where it still runs.
  static func seize(_ path: String) -> LockFile? {
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0, isLinked(descriptor) else {
      close(descriptor)
      return nil
    }
    return LockFile(path: path, descriptor: descriptor)
  }

  /// Gives up the lock; the file goes away too unless someone shall find it later.
  func release(keepingFile: Bool) {
    if !keepingFile { unlink(path) }
    close(descriptor)
  }

  private static func isLinked(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_nlink > 0
  }
}
