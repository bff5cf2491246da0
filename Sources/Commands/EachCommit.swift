internal import Workflows

/// The command lines that run at each commit and checkout, read without the library for command lines.
///
/// The library looks at all verbs and their options first, which takes longer than it takes to find
/// that nothing staged concerns the schema.
enum EachCommit {
  /// - Returns: whether the command line was one of these and there is nothing left to do.
  static func run(_ arguments: [String]) async throws -> Bool {
    if arguments.count >= 3, arguments.starts(with: ["hook", "run"]) {
      return try await run(arguments[2], arguments.dropFirst(3))
    }
    guard arguments == ["check", "--staged"] else { return false }
    guard try await Check.isUntouched(in: Workspace.openRepository()) else { return false }
    Check.answerUntouched(on: Console(color: nil, configuration: nil))
    return true
  }

  private static func run(_ event: String, _ arguments: ArraySlice<String>) async throws -> Bool {
    if event == HookScript.checkoutEvent {
      await HookRun.followCheckout(Array(arguments))
      return true
    }
    guard HookScript.events.contains(event), arguments.isEmpty else { return false }
    try await HookRun.run()
    return true
  }
}
