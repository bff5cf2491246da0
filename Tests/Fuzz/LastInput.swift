import Files
import Glibc

/// The input that is parsed now, where it can be found after a trap.
struct LastInput {
  let path: String
  private let descriptor: Int32

  init(path: String) throws {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    if descriptor < 0 { throw FileError(.write, path) }
  }

  func note(_ bytes: [UInt8]) {
    pwrite(descriptor, bytes, bytes.count, 0)
    ftruncate(descriptor, bytes.count)
  }

  func remove() {
    close(descriptor)
    unlink(path)
  }
}
