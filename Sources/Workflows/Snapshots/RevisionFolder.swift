package import Files
internal import GitRepository
package import Revisions

/// The revision files of a tree.
package struct RevisionFolder: Sendable {
  package let graph: RevisionGraph
  /// The folder's path in the tree.
  package let path: String

  /// - Throws: `RevisionFileError`, `RevisionGraphError`, or what the tree throws.
  package init(tree: any Tree, path: String) throws {
    self.path = path
    let files = try tree.paths(below: path).filter { $0.hasSuffix(".sql") }.map { file in
      let bytes = try tree.bytes(at: file) ?? []
      try LargeFilePointer.refuse(bytes, path: file)
      return RevisionFile(
        path: file,
        revision: try Revision(parsing: String(decoding: bytes, as: UTF8.self), path: file),
        contentID: Self.contentID(of: bytes))
    }
    graph = try RevisionGraph(files)
  }

  /// The git blob id of a file, line endings as git keeps them.
  static func contentID(of bytes: [UInt8]) -> String {
    Repository.blobID(of: bytes.filter { $0 != 0x0D }).hex
  }

  package var isEmpty: Bool { graph.files.isEmpty }
}
