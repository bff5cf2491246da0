import Files

/// A tree whose files are in memory.
struct MemoryTree: Tree {
  let name = "v1.2"
  var files: [String: String]

  init(_ files: [String: String]) {
    self.files = files
  }

  func bytes(at path: String) -> [UInt8]? {
    files[path].map { Array($0.utf8) }
  }

  func paths(below path: String) -> [String] {
    files.keys.filter { path.isEmpty || $0 == path || $0.hasPrefix(path + "/") }.sorted()
  }

  func withDirectory<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    try await TemporaryFolder.with(files) { try await body($0) }
  }
}
