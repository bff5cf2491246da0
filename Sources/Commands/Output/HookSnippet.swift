internal import Workflows

/// What a person adds to a file of a program that looks after the hooks.
struct HookSnippet {
  /// Where the lines belong, in words.
  let place: String
  let lines: [String]

  init(_ manager: HookManager, file: String, events: [String]) {
    switch manager {
    case .husky:
      place = "'\(file)'"
      lines = events.map { HookScript.command(for: $0, arguments: "\"$@\"") }
    case .lefthook:
      place = "'\(file)'"
      lines = events.flatMap {
        [
          "\($0):", "  commands:", "    git-migrate:",
          "      run: \(HookScript.command(for: $0, arguments: "{1} {2} {3}"))",
        ]
      }
    case .preCommit:
      place = "the 'repos' of '\(file)'"
      lines = ["- repo: local", "  hooks:"] + Self.check(at: events) + Self.follower(at: events)
    }
  }

  private static func check(at events: [String]) -> [String] {
    let stages = events.filter(HookScript.events.contains)
    return hook("git-migrate", "git migrate check", "git-migrate check --staged", stages)
  }

  /// The framework hands on git's arguments in variables.
  private static func follower(at events: [String]) -> [String] {
    let event = HookScript.checkoutEvent
    guard events.contains(event) else { return [] }
    let variables = ["FROM_REF", "TO_REF", "CHECKOUT_TYPE"].map { "$PRE_COMMIT_\($0)" }
    let command = HookScript.command(for: event, arguments: variables.joined(separator: " "))
    return hook("git-migrate-post-checkout", "git migrate", "sh -c '\(command)'", [event])
      + ["    verbose: true"]
  }

  private static func hook(
    _ id: String, _ name: String, _ entry: String, _ stages: [String]
  ) -> [String] {
    [
      "  - id: \(id)", "    name: \(name)", "    entry: \(entry)", "    language: system",
      "    pass_filenames: false", "    always_run: true",
      "    stages: [\(stages.joined(separator: ", "))]",
    ]
  }
}
