internal import Confinement
internal import Files
internal import Processes

/// A program that is run to read models.
struct ModelProgram {
  var executable: String
  var arguments: [String]
  var environment: [String: String]
  /// The folder that it starts in.
  var directory: String
  var isConfined: Bool

  /// - Throws: `ProcessError`.
  func run() async throws -> ChildProcess.Result {
    guard isConfined else { return try await process(environment).run() }
    return try await ScratchFolder.with(in: environment["TMPDIR"]) { folder in
      var process = process(environment)
      if let folder { process.environment["TMPDIR"] = folder }
      let rules = ConfinementRules(writable: [folder].compactMap(\.self))
      process.confinement = Confinement.command(rules)
      return try await process.run()
    }
  }

  private func process(_ environment: [String: String]) -> ChildProcess {
    var process = ChildProcess(
      executable, arguments, environment: environment, directory: directory)
    process.hasOwnSession = true
    return process
  }
}

/// A failure of a program that ran confined, which may have come of that.
package struct ConfinedFailure: Error, Hashable, Sendable {
  package let reason: ProviderError
}

extension ModelProgram {
  /// Has an error say so where the program was refused something.
  static func tellingConfinement<Result>(
    _ isConfined: Bool, _ body: () async throws -> Result
  ) async throws -> Result {
    do {
      return try await body()
    } catch let error as ProviderError where isConfined && error.speaksOfRefusal {
      throw ConfinedFailure(reason: error)
    }
  }
}

extension ProviderError {
  /// Whether the program's own words are those of somebody who must not write a file or has no network.
  fileprivate var speaksOfRefusal: Bool {
    let text: [String] =
      switch self {
      case .commandFailed(_, _, let lines), .pythonFailed(_, _, let lines): lines
      case .importFailed(_, let reason, _, let lines), .notPrintable(_, let reason, let lines):
        [reason] + lines
      default: []
      }
    return text.contains { line in
      let line = line.lowercased()
      return Self.refusals.contains { line.contains($0) }
    }
  }

  /// The system's words, and what programs make of them.
  ///
  /// They are those for `EACCES`, `EPERM`, `EROFS`, `EXDEV`, `ECONNREFUSED` and `ENETUNREACH`.
  private static let refusals = [
    "permission denied", "operation not permitted", "read-only file system",
    "cross-device link", "connection refused", "network is unreachable", "name resolution",
    "name or service not known",
    "could not translate host name", "readonly database", "unable to open database file",
    "permissionerror", "access to the path", "eacces", "erofs", "enetunreach", "eai_again",
  ]
}
