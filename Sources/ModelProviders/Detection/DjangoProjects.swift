import Files

/// The Django projects in a tree.
struct DjangoProjects {
  private let tree: any Tree
  private let candidates: [String]

  /// - Parameter paths: those of all files in the tree.
  init(tree: any Tree, paths: [String]) {
    self.tree = tree
    candidates = paths.filter(Self.isScript).filter(PythonLayout.mayHoldModels)
  }

  static func isScript(_ path: String) -> Bool { FileSystem.lastPart(of: path) == "manage.py" }

  /// The paths of their `manage.py`, the least deep first.
  func scripts() throws -> [String] {
    try candidates.filter { try tree.text(at: $0)?.contains("django") == true }
      .sorted { ($0.count { $0 == "/" }, $0) < ($1.count { $0 == "/" }, $1) }
  }
}
