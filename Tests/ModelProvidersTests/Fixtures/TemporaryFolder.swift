import Files
import Glibc

enum TemporaryFolder {
  /// Runs `body` with a folder that holds the files, and removes it.
  static func with<Result>(
    _ files: [String: String], _ body: (String) async throws -> Result
  ) async throws -> Result {
    var template = Array("/tmp/model-providers-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw FileError(.create, "/tmp") }
    let root = template.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
    defer { try? FileSystem.remove(root) }
    for (path, text) in files {
      let file = root + "/" + path
      try FileSystem.createDirectory(FileSystem.directory(of: file))
      try AtomicFile.write(Array(text.utf8), to: file)
    }
    return try await body(root)
  }
}
