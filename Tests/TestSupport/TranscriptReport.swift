/// What a step should have done beside what it did.
struct TranscriptReport {
  let step: TranscriptStep
  let outcome: TranscriptSession.Outcome
  private let alignment: TranscriptAlignment

  init(step: TranscriptStep, outcome: TranscriptSession.Outcome) {
    self.step = step
    self.outcome = outcome
    alignment = TranscriptAlignment(expected: step.expectation.output, actual: outcome.output)
  }

  var isMatch: Bool { alignment.isMatch && hasExpectedStatus }

  private var hasExpectedStatus: Bool { outcome.status == step.expectation.status }

  var diff: [String] {
    let statuses =
      hasExpectedStatus
      ? [] : ["-? \(step.expectation.status)"] + (outcome.status.map { ["+? \($0)"] } ?? [])
    return alignment.diff + statuses
  }

  /// The lines that the file should have after the command.
  var corrected: [String] {
    let status = outcome.status ?? step.expectation.status
    return alignment.corrected + (status == 0 ? [] : ["? \(status)"])
  }
}
