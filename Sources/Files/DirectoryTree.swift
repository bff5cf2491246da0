import Glibc

/// A folder on disk.
package struct DirectoryTree: Tree {
  package let root: String
  package let name: String

  /// - Parameter root: the folder's path, absolute or relative to the current directory.
  package init(root: String, name: String) {
    self.root = root
    self.name = name
  }

  package func bytes(at path: String) throws -> [UInt8]? {
    try FileSystem.bytes(at: location(of: path))
  }

  package func paths(below path: String) throws -> [String] {
    switch try FileSystem.kind(of: location(of: path)) {
    case .file: [path]
    case .directory: try files(below: path).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    case nil: []
    }
  }

  package func withDirectory<Result>(
    _ body: (String) async throws -> Result
  ) async throws -> Result {
    try await body(root)
  }

  private func location(of path: String) -> String {
    path.isEmpty ? root : root + "/" + path
  }

  private func files(below path: String) throws -> [String] {
    var found: [String] = []
    for entry in try FileSystem.entries(of: location(of: path)) where entry != ".git" {
      let child = path.isEmpty ? entry : path + "/" + entry
      switch try FileSystem.kind(of: location(of: child)) {
      case .file: found.append(child)
      case .directory where try !FileSystem.isLink(location(of: child)):
        found += try files(below: child)
      case .directory, nil: break
      }
    }
    return found
  }
}
