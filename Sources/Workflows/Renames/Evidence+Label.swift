package import SchemaModel

extension Rename.Evidence {
  /// Where the knowledge comes from, in a word.
  package var label: String {
    switch self {
    case .option: "--rename"
    case .trailer(let commit), .history(let commit): commit
    case .uncommitted: "uncommitted"
    case .spelling: "case"
    }
  }

  /// Reads a label back, as far as it tells.
  init(label: String) {
    switch label {
    case "--rename": self = .option
    case "uncommitted": self = .uncommitted
    case "case": self = .spelling
    default: self = .history(commit: label)
    }
  }
}
