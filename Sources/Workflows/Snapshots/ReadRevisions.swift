internal import GitRepository
internal import Revisions
internal import Synchronization

/// The revision files that were read before, by their bytes: a release and the working tree have
/// most of them alike.
enum ReadRevisions {
  private struct Content {
    let revision: Revision
    let id: String
  }

  private static let known = Mutex<[[UInt8]: Content]>([:])

  /// - Throws: `RevisionFileError`.
  static func file(_ bytes: [UInt8], at path: String) throws -> RevisionFile {
    let content = try known.withLock { $0[bytes] } ?? read(bytes, path)
    return RevisionFile(path: path, revision: content.revision, contentID: content.id)
  }

  private static func read(_ bytes: [UInt8], _ path: String) throws -> Content {
    let content = Content(
      revision: try Revision(parsing: bytes, path: path),
      id: contentID(of: bytes))
    known.withLock { $0[bytes] = content }
    return content
  }

  /// The git blob id of a file, line endings as git keeps them.
  static func contentID(of bytes: [UInt8]) -> String {
    if let known = known.withLock({ $0[bytes] }) { return known.id }
    let hasReturns = bytes.contains(0x0D)
    return Repository.blobID(of: hasReturns ? bytes.filter { $0 != 0x0D } : bytes).hex
  }
}
