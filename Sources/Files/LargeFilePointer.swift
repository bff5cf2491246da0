/// What Git LFS commits in place of a large file: a few lines that name its content.
///
/// <https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md>
package enum LargeFilePointer {
  private static let beginning = Array("version https://git-lfs.github.com/spec/".utf8)

  package static func matches(_ bytes: [UInt8]) -> Bool { bytes.starts(with: beginning) }

  /// - Throws: ``LargeFileMissing`` where the bytes of a file are a pointer.
  package static func refuse(_ bytes: [UInt8], path: String) throws(LargeFileMissing) {
    if matches(bytes) { throw LargeFileMissing(path: path) }
  }
}

/// A file of which only the pointer is here.
package struct LargeFileMissing: Error, Hashable, Sendable {
  package let path: String
}
