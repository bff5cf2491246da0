/// What a command should print beside what it has printed, with as few differences as can be.
struct TranscriptAlignment {
  enum Entry {
    /// An expected line that holds for what was printed.
    case same(String)
    /// An expected line that was not printed.
    case missing(String)
    /// A printed line that was not expected.
    case surplus(String)
  }

  private(set) var entries: [Entry] = []

  init(expected: [String], actual: [String]) {
    let costs = TranscriptCosts(expected: expected, actual: actual)
    var (row, column) = (0, 0)
    while let step = costs.bestStep(row, column) {
      switch step {
      case .match, .endOfAny: entries.append(.same(expected[row]))
      case .missing: entries.append(.missing(expected[row]))
      case .surplus: entries.append(.surplus(actual[column]))
      case .any: break
      }
      row += step.rows
      column += step.columns
    }
  }

  var isMatch: Bool {
    entries.allSatisfy { if case .same = $0 { true } else { false } }
  }

  /// The lines that hold, those that are missing and those too much, as in a unified diff.
  var diff: [String] {
    entries.map { entry in
      switch entry {
      case .same(let line): " " + line
      case .missing(let line): "-" + line
      case .surplus(let line): "+" + line
      }
    }
  }

  /// The expected lines that hold, and the printed ones in place of the others.
  var corrected: [String] {
    entries.compactMap { entry in
      switch entry {
      case .same(let line), .surplus(let line): line
      case .missing: nil
      }
    }
  }
}
