/// A command of a transcript, and what it should do.
struct TranscriptStep: Sendable {
  /// Where the command stands in the file, counted from 1.
  let line: Int
  /// What failures call the step.
  let title: String
  /// What bash evaluates.
  let script: String
  let expectation: TranscriptExpectation
}

/// What a command should print, and its exit status.
struct TranscriptExpectation: Sendable {
  var output: [String] = []
  var status: Int32 = 0
  /// The indices of the file's lines that say so; `nil` for a step that has none.
  var range: Range<Int>?
}
