internal import Engine

extension StepOutcome {
  /// What has become of the statement behind those that have run.
  var line: String {
    switch extent {
    case .notBegun: "the next one has not begun: \(subject)"
    case .partly: "the next one has run in part, and is begun again: \(subject)"
    case .done: "the next one has run too: \(subject)"
    case .differs: "the next one cannot run: \(subject) is there with another definition"
    }
  }
}
