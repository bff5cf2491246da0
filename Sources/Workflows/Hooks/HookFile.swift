internal import Files

/// A hook as it is on disk.
struct HookFile {
  let path: String
  let bytes: [UInt8]
  let isLink: Bool
  let isExecutable: Bool

  /// - Returns: `nil` where there is none.
  static func read(_ path: String) throws(FileError) -> HookFile? {
    let isLink = try FileSystem.isLink(path)
    guard let bytes = try FileSystem.bytes(at: path) else {
      // A link that leads to nothing is there all the same.
      return isLink ? HookFile(path: path, bytes: [], isLink: true, isExecutable: false) : nil
    }
    return HookFile(
      path: path, bytes: bytes, isLink: isLink, isExecutable: FileSystem.isExecutable(path))
  }

  /// Writes other bytes into the file, whose permissions stay.
  ///
  /// - Parameter folder: where the temporary file lies.
  func replace(with bytes: [UInt8], by folder: String?) throws(FileError) {
    try AtomicFile.replace(path, with: bytes, by: folder)
  }
}
