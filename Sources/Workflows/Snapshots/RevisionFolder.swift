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
    let files = try tree.paths(below: path).filter { $0.hasSuffix(".sql") }.map { file in
      let bytes = try tree.bytes(at: file) ?? []
      try LargeFilePointer.refuse(bytes, path: file)
      return try ReadRevisions.file(bytes, at: file)
    }
    graph = try RevisionGraph(files)
  }

  package var isEmpty: Bool { graph.files.isEmpty }
}
