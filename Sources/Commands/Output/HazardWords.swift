internal import Engine

/// What a hazard means, in a sentence.
enum HazardWords {
  static func text(_ hazard: Hazard) -> String {
    switch hazard.kind {
    case .dropTable: "table '\(hazard.subject)' is dropped with its rows"
    case .dropColumn: "'\(hazard.subject)' is dropped with its data"
    case .castValues: "values of '\(hazard.subject)' are stored differently afterwards"
    case .changesRows: "rows of '\(hazard.subject)' are deleted or changed"
    case .failsOnRows: "'\(hazard.subject)' can fail on existing rows"
    case .rewritesTable: "all rows of '\(hazard.subject)' are written again"
    case .irreversible: "the way back fails where there are rows"
    }
  }

  /// Says how those are accepted that a release refuses.
  ///
  /// - Parameter command: what to run for it.
  static func adviseAcceptance(
    of hazards: [Hazard], by command: RepeatedCommand, _ console: Console
  ) {
    guard !hazards.isEmpty else { return }
    console.advise(
      [
        "\"git migrate release\" refuses this until you accept it:",
        "  \(command.adding(options(accepting: hazards)))",
      ], .release)
  }

  /// The options of `prepare` that accept hazards: each by itself where its kind would say too much.
  static func options(accepting hazards: [Hazard]) -> String {
    let options = hazards.map { hazard in
      switch hazard.kind {
      case .failsOnRows, .changesRows: "--allow=\(hazard.kind.rawValue):\(hazard.subject)"
      default: "--allow=\(hazard.kind.rawValue)"
      }
    }
    return Set(options).sorted().map(ShellWord.quoted).joined(separator: " ")
  }
}
