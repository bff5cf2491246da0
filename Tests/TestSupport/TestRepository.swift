internal import Files
internal import Glibc
internal import Processes
internal import Synchronization

/// A repository in a temporary folder, made with the real git.
///
/// Nothing of the machine's or the user's git configuration reaches it, and its clock advances by a
/// minute with each command, so that its object ids are always the same.
package final class TestRepository: Sendable {
  /// A folder for whatever a test needs beside the repository.
  package let root: String

  /// The work tree's top.
  package let directory: String

  private let ticks = Mutex(0)

  private init(root: String) {
    self.root = root
    self.directory = root + "/repository"
  }

  /// Makes a repository, runs `body` with it and removes it.
  ///
  /// - Parameter options: further arguments of `git init`.
  @discardableResult
  package static func with<Result>(
    _ options: [String] = [], _ body: (TestRepository) async throws -> Result
  ) async throws -> Result {
    let repository = TestRepository(root: try temporaryFolder())
    defer { try? FileSystem.remove(repository.root) }
    try FileSystem.createDirectory(repository.root + "/home")
    let arguments = ["init", "--quiet", "--initial-branch=main"] + options
    try await repository.git(arguments + [repository.directory], in: repository.root)
    return try await body(repository)
  }

  /// The whole environment of the commands; the time stands still between two of them.
  package var environment: [String: String] {
    let date = "\(1_700_000_000 + 60 * ticks.withLock { $0 }) +0100"
    return [
      "PATH": ProcessEnvironment["PATH"] ?? "/usr/bin:/bin", "HOME": root + "/home",
      "LC_ALL": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null",
      "GIT_AUTHOR_NAME": "Ada Author", "GIT_AUTHOR_EMAIL": "ada@example.org",
      "GIT_AUTHOR_DATE": date, "GIT_COMMITTER_NAME": "Carl Committer",
      "GIT_COMMITTER_EMAIL": "carl@example.org", "GIT_COMMITTER_DATE": date,
    ]
  }

  /// Runs git and returns its output without the newline at the end.
  ///
  /// - Parameters:
  ///   - directory: where git starts; the work tree's top where none is given.
  ///   - variables: what to add to the environment.
  ///   - input: what git reads.
  /// - Throws: ``CommandFailure`` where the exit code is not zero.
  @discardableResult
  package func git(
    _ arguments: [String], in directory: String? = nil, variables: [String: String] = [:],
    input: String = ""
  ) async throws -> String {
    ticks.withLock { $0 += 1 }
    let result = try await ChildProcess(
      "git", arguments, environment: environment.merging(variables) { $1 },
      directory: directory ?? self.directory, input: Array(input.utf8)
    ).run()
    guard result.status == .exited(0) else {
      throw CommandFailure(arguments: arguments, message: result.errorText)
    }
    let output = result.outputText
    return output.hasSuffix("\n") ? String(output.dropLast()) : output
  }

  @discardableResult
  package func git(_ arguments: String...) async throws -> String {
    try await git(arguments)
  }

  /// Writes a file of the work tree, and the folders it is in.
  package func write(_ path: String, _ text: String) throws {
    try FileSystem.createDirectory(FileSystem.directory(of: directory + "/" + path))
    try AtomicFile.write(Array(text.utf8), to: directory + "/" + path)
  }

  /// Writes files, commits the whole work tree and returns the commit's id.
  @discardableResult
  package func commit(_ message: String, files: [String: String] = [:]) async throws -> String {
    for (path, text) in files { try write(path, text) }
    try await git("add", "--all")
    try await git("commit", "--quiet", "--allow-empty", "--message", message)
    return try await git("rev-parse", "HEAD")
  }

  private static func temporaryFolder() throws -> String {
    var template = Array("/tmp/git-migrate-test-XXXXXX".utf8CString)
    let isMade = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) } != nil
    }
    guard isMade else { throw FileError(.create, "/tmp") }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// A git command of a test that failed.
  package struct CommandFailure: Error {
    package let arguments: [String]
    package let message: String
  }
}
