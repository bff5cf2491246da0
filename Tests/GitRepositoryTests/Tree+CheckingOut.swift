import Files

extension Tree {
  /// The files that the tree's directory holds, by path.
  func checkedOut() async throws -> [String: String] {
    try await withDirectory { folder in
      let copy = DirectoryTree(root: folder, name: "copy")
      var files: [String: String] = [:]
      for path in try copy.paths(below: "") { files[path] = try copy.text(at: path) }
      return files
    }
  }
}
