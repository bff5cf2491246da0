/// How many lines differ between the ends of two texts, for every pair of ends.
struct TranscriptCosts {
  enum Step {
    /// An expected line holds for a printed one.
    case match
    /// An expected line is left out.
    case missing
    /// A printed line is too much.
    case surplus
    /// `...` ends before the next printed line.
    case endOfAny
    /// `...` holds for a printed line.
    case any

    /// How many expected lines the step is over.
    var rows: Int { self == .any || self == .surplus ? 0 : 1 }
    /// How many printed lines the step is over.
    var columns: Int { self == .missing || self == .endOfAny ? 0 : 1 }
  }

  private let expected: [String]
  private let actual: [String]
  private var costs: [[Int]]

  init(expected: [String], actual: [String]) {
    self.expected = expected
    self.actual = actual
    costs = Array(
      repeating: Array(repeating: 0, count: actual.count + 1), count: expected.count + 1)
    for row in (0...expected.count).reversed() {
      for column in (0...actual.count).reversed() {
        costs[row][column] = options(row, column).map(\.cost).min() ?? 0
      }
    }
  }

  /// The first step of the cheapest way from a pair of lines to the ends; `nil` at the ends.
  func bestStep(_ row: Int, _ column: Int) -> Step? {
    options(row, column).min { $0.cost < $1.cost }?.step
  }

  /// What can be done at a pair of lines, the nicer first.
  private func options(_ row: Int, _ column: Int) -> [(step: Step, cost: Int)] {
    steps(row, column).map { step in
      let cost = step == .missing || step == .surplus ? 1 : 0
      return (step, cost + costs[row + step.rows][column + step.columns])
    }
  }

  private func steps(_ row: Int, _ column: Int) -> [Step] {
    guard row < expected.count else { return column < actual.count ? [.surplus] : [] }
    let isAny = expected[row] == TranscriptPattern.anyLines
    guard column < actual.count else { return isAny ? [.endOfAny] : [.missing] }
    if isAny { return [.endOfAny, .any] }
    let isMatch = TranscriptPattern(expected[row]).matches(actual[column])
    return isMatch ? [.match, .missing, .surplus] : [.missing, .surplus]
  }
}
