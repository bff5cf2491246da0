import Files
import Glibc

/// A folder that exists while a test runs.
enum TemporaryFolder {
  static func with<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    let folder = "/tmp/files-test-\(getpid())-\(UInt32.random(in: .min ... .max))"
    try FileSystem.createDirectory(folder)
    defer { try? FileSystem.remove(folder) }
    return try await body(folder)
  }
}
