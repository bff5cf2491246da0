internal import Processes

/// The real `git`, run where the user ran the program and with the same environment, so that it
/// finds the same repository, index and configuration.
package struct GitCommand: Sendable {
  /// Git's whole environment.
  package var environment: [String: String]

  /// The folder that git starts in.
  package var directory: String

  /// - Parameter directory: the folder that git starts in.
  package init(
    environment: [String: String] = ProcessEnvironment.current, directory: String
  ) {
    self.environment = environment
    self.directory = directory
  }

  /// Runs git and returns its standard output.
  ///
  /// - Throws: ``GitError/commandFailed(arguments:status:message:)`` with git's error output where
  ///   the exit code is not zero, ``GitError/commandNotRun(reason:)`` where git cannot be started.
  @discardableResult
  package func run(
    _ arguments: [String], input: [UInt8] = []
  ) async throws(GitError) -> [UInt8] {
    let result = try await result(of: arguments, input: input)
    if result.status == .exited(0) { return result.output }
    throw GitError.commandFailed(
      arguments: arguments, status: result.status.exitCode,
      message: result.errorText.trimmingNewlines)
  }

  /// Runs git and returns its standard output as text, without the newline at its end.
  package func text(_ arguments: [String]) async throws(GitError) -> String {
    String(decoding: try await run(arguments), as: UTF8.self).trimmingNewlines
  }

  /// Runs git and leaves the exit code to the caller.
  func result(
    of arguments: [String], input: [UInt8] = []
  ) async throws(GitError) -> ChildProcess.Result {
    let process = ChildProcess(
      "git", arguments, environment: environment, directory: directory, input: input)
    do {
      return try await process.run()
    } catch let error as ProcessError {
      throw GitError.commandNotRun(reason: error.reason)
    } catch {
      throw GitError.commandNotRun(reason: "\(error)")
    }
  }
}

extension ChildProcess.Status {
  /// `nil` where a signal ended the program.
  var exitCode: Int32? {
    switch self {
    case .exited(let code): code
    case .signalled: nil
    }
  }
}

extension String {
  fileprivate var trimmingNewlines: String {
    var text = self[...]
    while text.last?.isNewline == true { text.removeLast() }
    return String(text)
  }
}
