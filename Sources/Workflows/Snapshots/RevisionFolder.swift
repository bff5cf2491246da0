package import Files
package import Revisions

/// The revision files of a tree.
package struct RevisionFolder: Sendable {
  package let graph: RevisionGraph
  /// The folder's path in the tree.
  package let path: String

  /// - Throws: `RevisionFileError`, `RevisionGraphError`, or what the tree throws.
  package init(tree: any Tree, path: String) throws {
    self.path = path
    let files = try tree.contents(below: path).filter { $0.path.hasSuffix(".sql") }.map {
      file, bytes in
      try LargeFilePointer.refuse(bytes, path: file)
      return try ReadRevisions.file(bytes, at: file)
    }
    graph = try RevisionGraph(files)
  }

  /// Revisions that lead on from one another, and where they lie.
  init(_ chain: [RevisionFile], path: String) throws(RevisionGraphError) {
    self.path = path
    graph = try RevisionGraph(chain)
  }

  package var isEmpty: Bool { graph.files.isEmpty }
}
