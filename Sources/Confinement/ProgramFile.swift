internal import Glibc

/// A program's file in the Executable and Linkable Format.
///
/// <https://refspecs.linuxfoundation.org/elf/gabi4+/ch5.pheader.html>
enum ProgramFile {
  /// The program that the kernel starts first, to load the libraries; `nil` where it names none.
  static func loader(of path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    // The headers of segments come right after that of the file.
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let count = pread(descriptor, &bytes, bytes.count, 0)
    return loader(in: bytes[..<max(0, count)])
  }

  static func loader(in bytes: ArraySlice<UInt8>) -> String? {
    let is64Bit: [UInt8] = [0x7F, 0x45, 0x4C, 0x46, 2]
    guard bytes.starts(with: is64Bit), let start = number(at: 32, 8, in: bytes),
      let size = number(at: 54, 2, in: bytes), let segments = number(at: 56, 2, in: bytes)
    else { return nil }
    for segment in 0..<segments {
      let header = start &+ segment &* size
      guard number(at: header, 4, in: bytes) == interpreter,
        let place = number(at: header &+ 8, 8, in: bytes),
        let length = number(at: header &+ 32, 8, in: bytes),
        place >= 0, length > 0, place < bytes.count, length <= bytes.count - place
      else { continue }
      return String(decoding: bytes[place..<place + length].prefix { $0 != 0 }, as: UTF8.self)
    }
    return nil
  }

  /// Called `PT_INTERP`.
  private static let interpreter = 3

  /// - Returns: a number of so many bytes, the least first.
  private static func number(at place: Int, _ length: Int, in bytes: ArraySlice<UInt8>) -> Int? {
    guard place >= 0, place <= bytes.count - length else { return nil }
    return Int(
      truncatingIfNeeded: bytes[place..<place + length].reversed()
        .reduce(0 as UInt64) { $0 << 8 | UInt64($1) })
  }
}
