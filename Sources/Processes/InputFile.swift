internal import Files
internal import Glibc
internal import SystemPackage

/// A program's input, as a file without a name.
///
/// Through a pipe, a program that ends without reading its input would end this process as well:
/// by a signal, or by swift-subprocess's own check that the pipe was closed.
struct InputFile {
  let descriptor: FileDescriptor
  private let file: UnsafeMutablePointer<FILE>

  init(_ bytes: [UInt8], for executable: String) throws(ProcessError) {
    guard let file = NamelessFile.stream() else { throw Self.error(for: executable) }
    self.file = file
    self.descriptor = FileDescriptor(rawValue: fileno(file))
    // Programs that are started at the same time get no copy of it.
    guard fcntl(descriptor.rawValue, F_SETFD, FD_CLOEXEC) == 0,
      fwrite(bytes, 1, bytes.count, file) == bytes.count, fseek(file, 0, SEEK_SET) == 0
    else {
      let error = Self.error(for: executable)
      fclose(file)
      throw error
    }
  }

  func close() {
    fclose(file)
  }

  private static func error(for executable: String) -> ProcessError {
    ProcessError(executable: executable, reason: String(cString: strerror(errno)))
  }
}
