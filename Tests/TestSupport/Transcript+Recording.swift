internal import Files

extension Transcript {
  /// Puts what came into the file, in place of what was expected.
  ///
  /// Lines that hold stay as they are, also those with `[..]` and `...`.
  func record(_ reports: [TranscriptReport]) throws {
    var lines = lines
    // From the end, so that the lines above keep their numbers.
    for report in reports.reversed() where !report.isMatch && report.outcome.status != nil {
      guard let range = report.step.expectation.range else { continue }
      lines.replaceSubrange(range, with: report.corrected)
    }
    guard lines != self.lines else { return }
    try AtomicFile.write(Array(lines.joined(separator: "\n").utf8), to: path)
  }
}
