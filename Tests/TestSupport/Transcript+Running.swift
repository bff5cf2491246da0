internal import Processes

extension Transcript {
  /// Runs all commands in a fresh shell and a fresh temporary folder.
  ///
  /// - Parameters:
  ///   - productDirectory: where the built `git-migrate` is.
  ///   - extraEnvironment: variables that the commands see besides the usual ones.
  ///   - timeLimit: how long all commands together may take, in whole seconds. It ends what hangs,
  ///     and must never be met by what is only slow.
  ///   - isRecording: whether to put what came into the file, in place of what was expected.
  /// - Returns: what went otherwise than expected.
  /// - Throws: an error where the commands could not be run, or the file could not be written.
  package func run(
    productDirectory: String, extraEnvironment: [String: String] = [:],
    timeLimit: Duration = .seconds(20 * 60),
    isRecording: Bool = ProcessEnvironment["RECORD_TRANSCRIPTS"] == "1"
  ) async throws -> [TranscriptFailure] {
    let session = try TranscriptSession()
    defer { try? session.remove() }
    let (outcomes, isOverTime) = try await session.run(
      steps, productDirectory: productDirectory,
      extraEnvironment: MemoryFilling(seed: description).variables.merging(extraEnvironment) { $1 },
      timeLimit: timeLimit)
    let reports = zip(steps, outcomes).map { TranscriptReport(step: $0, outcome: $1) }
    if isRecording { try record(reports) }
    return reports.filter { !$0.isMatch }.map { report in
      failure(report, isRecorded: isRecording, timeLimit: isOverTime ? timeLimit : nil)
    }
  }

  private func failure(
    _ report: TranscriptReport, isRecorded: Bool, timeLimit: Duration?
  ) -> TranscriptFailure {
    let reason: TranscriptFailure.Reason =
      if report.outcome.status == nil {
        timeLimit.map { .timeLimit($0) } ?? .shellEnded
      } else {
        isRecorded ? .recorded : .mismatch
      }
    return TranscriptFailure(
      path: path, line: report.step.line, command: report.step.title, reason: reason,
      diff: report.diff)
  }
}
