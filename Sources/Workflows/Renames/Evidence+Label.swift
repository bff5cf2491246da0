package import SchemaModel

extension Rename.Evidence {
  /// Where the knowledge comes from, in a word.
  package var label: String {
    switch self {
    case .option: "--rename"
    case .trailer(let commit), .history(let commit): commit
    case .uncommitted: "uncommitted"
    }
  }

  /// Reads a label back, as far as it tells.
  init(label: String) {
    switch label {
    case "--rename": self = .option
    case "uncommitted": self = .uncommitted
    default: self = .history(commit: label)
    }
  }
}
