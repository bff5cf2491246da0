internal import Engine

/// What a hazard means, in a sentence.
enum HazardWords {
  static func text(_ hazard: Hazard) -> String {
    switch hazard.kind {
    case .dropTable: "table '\(hazard.subject)' is dropped with its rows"
    case .dropColumn: "'\(hazard.subject)' is dropped with its data"
    case .castValues: "values of '\(hazard.subject)' are stored differently afterwards"
    case .failsOnRows: "'\(hazard.subject)' can fail on existing rows"
    case .rewritesTable: "all rows of '\(hazard.subject)' are written again"
    case .irreversible: "the way back fails where there are rows"
    }
  }

  /// Says how those are accepted that a release refuses.
  static func adviseAcceptance(of hazards: [Hazard], _ console: Console) {
    let kinds = Set(hazards.filter(\.kind.losesData).map(\.kind.rawValue)).sorted()
    guard !kinds.isEmpty else { return }
    console.advise(
      [
        "\"git migrate release\" refuses this until you accept it:",
        "  git migrate prepare --amend \(kinds.map { "--allow=\($0)" }.joined(separator: " "))",
      ], .release)
  }
}
