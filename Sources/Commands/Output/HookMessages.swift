internal import Workflows

/// What became of the hooks.
enum HookMessages {
  static func show(_ results: [HookInstaller.Result], on console: Console) {
    for result in results {
      switch result {
      case .created(let path): console.answer("Wrote \(path)")
      case .inserted(let path): console.answer("Added to \(path)")
      case .unchanged(let path): console.answer("Already in \(path)")
      case .removed(let path): console.answer("Removed from \(path)")
      case .deleted(let path): console.answer("Removed \(path)")
      case .managed(let manager, let file, let events):
        show(HookSnippet(manager, file: file, events: events), of: manager, console)
      case .foreign(let path, let line):
        console.warn("'\(path)' is no shell script: have it run \"\(line)\"")
      case .linked(let path, let line):
        console.warn(
          "'\(path)' is a symbolic link: have the script that it leads to run \"\(line)\"")
      case .ignored(let path):
        console.warn("'\(path)' is not executable, so git ignores it: make it so or remove it")
      case .outside(let folder, let event, let line):
        console.warn(
          "git looks for hooks in '\(folder)', outside of this repository:"
            + " have '\(event)' there run \"\(line)\"")
      }
    }
  }

  private static func show(
    _ snippet: HookSnippet, of manager: HookManager, _ console: Console
  ) {
    console.warn(
      "\(manager.rawValue) looks after the hooks: add to \(snippet.place)",
      details: [""] + snippet.lines.map { $0.isEmpty ? "" : "\t" + $0 } + [""])
  }
}

extension HookMessages {
  /// One line after a checkout.
  static func show(_ outcome: CheckoutRun.Outcome, on console: Console) {
    switch outcome {
    case .silent: break
    case .foreign(let url, let count):
      console.warn(
        "'\(url)' has \(counted(count, "revision")) of another branch (use \"\(console.mention.command("git migrate sync"))\")"
      )
    case .behind(let url, let count):
      console.warn(
        "'\(url)' lacks \(counted(count, "revision")) of this branch (use \"\(console.mention.command("git migrate upgrade"))\")"
      )
    }
  }
}

extension HookInstaller.Result {
  /// Whether nothing was done and a person must.
  var isLeftToThePerson: Bool {
    switch self {
    case .managed, .foreign, .linked, .ignored, .outside: true
    case .created, .inserted, .unchanged, .removed, .deleted: false
    }
  }
}
