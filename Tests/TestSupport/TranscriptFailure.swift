/// A command of a transcript that did something else than the transcript says.
package struct TranscriptFailure: Error, Hashable, Sendable {
  package let path: String
  /// Where the command stands in the file, counted from 1.
  package let line: Int
  /// The command's first line, with the `$ ` before it.
  package let command: String
  package let reason: Reason
  /// What was expected and what came, as in a unified diff.
  package let diff: [String]

  package enum Reason: Hashable, Sendable {
    case mismatch
    /// As ``mismatch``, and the file now has what came.
    case recorded
    /// The transcript took too long, and was stopped in this command.
    case timeLimit(Duration)
    /// The command ended the shell, so that those after it did not run.
    case shellEnded
  }
}

extension TranscriptFailure: CustomStringConvertible {
  package var description: String {
    let heading = "\(path):\(line): \(reason.words): \(command)"
    return ([heading, "--- expected", "+++ actual"] + diff).joined(separator: "\n")
  }
}

extension TranscriptFailure.Reason {
  fileprivate var words: String {
    switch self {
    case .mismatch: "differs"
    case .recorded: "recorded, run again to compare"
    case .timeLimit(let limit): "not done when the time limit of \(limit) was reached"
    case .shellEnded: "ended the shell"
    }
  }
}
