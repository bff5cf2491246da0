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
      return RevisionFile(
        path: file,
        revision: try Revision(parsing: String(decoding: bytes, as: UTF8.self), path: file),
        contentID: Repository.blobID(of: bytes.filter { $0 != 0x0D }).hex)
    }
    graph = try RevisionGraph(files)
  }

  package var isEmpty: Bool { graph.files.isEmpty }
}
