internal import Processes

/// The repository's own configuration file, which libgit2 could write too, though not as git does.
extension GitCommand {
  /// All values of a key, in the file's order.
  package func localValues(of key: String) async throws(GitError) -> [String] {
    let arguments = ["config", "--local", "--null", "--get-all", key]
    let answer = try await result(of: arguments)
    switch answer.status {
    case .exited(0):
      return answer.output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    case .exited(1): return []
    default:
      throw GitError.commandFailed(
        arguments: arguments, status: answer.status.exitCode, message: answer.errorText)
    }
  }

  /// Puts values in place of all that a key has.
  package func setLocalValues(_ values: [String], of key: String) async throws(GitError) {
    if try await !localValues(of: key).isEmpty {
      try await run(["config", "--local", "--unset-all", key])
    }
    for value in values { try await run(["config", "--local", "--add", key, value]) }
  }

  package func removeLocalSection(_ name: String) async throws(GitError) {
    try await run(["config", "--local", "--remove-section", name])
  }
}
