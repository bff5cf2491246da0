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
      case .managed(let program, let line):
        console.warn("\(program) looks after the hooks: add \"\(line)\" there")
      case .foreign(let path, let line):
        console.warn("'\(path)' is no shell script: have it run \"\(line)\"")
      }
    }
  }
}

extension HookMessages {
  /// One line after a checkout.
  static func show(_ outcome: CheckoutRun.Outcome, on console: Console) {
    switch outcome {
    case .silent: break
    case .foreign(let url, let count):
      console.warn(
        "'\(url)' has \(counted(count, "revision")) of another branch (use \"git migrate sync\")")
    case .behind(let url, let count):
      console.warn(
        "'\(url)' lacks \(counted(count, "revision")) of this branch (use \"git migrate upgrade\")")
    }
  }
}

extension HookInstaller.Result {
  /// Whether nothing was done and a person must.
  var isLeftToThePerson: Bool {
    switch self {
    case .managed, .foreign: true
    case .created, .inserted, .unchanged, .removed: false
    }
  }
}
