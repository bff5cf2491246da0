internal import Workflows

/// What a person adds to the configuration of a program that looks after the hooks.
struct HookSnippet {
  /// Where the lines belong, in words.
  let place: String
  let lines: [String]

  /// - Parameter file: the program's configuration in this project.
  init(_ manager: HookManager, file: String?) {
    let events = HookScript.events
    switch manager {
    case .husky:
      place = events.map { "'.husky/\($0)'" }.joined(separator: " and ")
      lines = ["git-migrate hook run pre-commit"]
    case .lefthook:
      place = "'\(file ?? "lefthook.yml")'"
      lines = events.flatMap {
        [
          "\($0):", "  commands:", "    git-migrate:", "      run: git-migrate hook run \($0)",
        ]
      }
    case .preCommit:
      place = "the 'repos' of '\(file ?? ".pre-commit-config.yaml")'"
      lines = [
        "- repo: local", "  hooks:", "  - id: git-migrate", "    name: git migrate check",
        "    entry: git-migrate check --staged", "    language: system",
        "    pass_filenames: false", "    always_run: true",
        "    stages: [\(events.joined(separator: ", "))]",
      ]
    }
  }
}
