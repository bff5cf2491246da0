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

extension HookInstaller.Result {
  /// Whether nothing was done and a person must.
  var isLeftToThePerson: Bool {
    switch self {
    case .managed, .foreign: true
    case .created, .inserted, .unchanged, .removed: false
    }
  }
}
