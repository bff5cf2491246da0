internal import ModelProviders

/// The statements of models that are left out, in one sentence.
struct SkippedStatements {
  private let kinds: [(name: String, count: Int)]
  private let first: String

  /// - Returns: `nil` where there are none.
  init?(_ notes: [ModelNote]) {
    var kinds: [(name: String, count: Int)] = []
    var first: String?
    for case .statementsSkipped(let kind, let count, let place) in notes {
      first = first ?? place
      if let index = kinds.firstIndex(where: { $0.name == kind }) {
        kinds[index].count += count
      } else {
        kinds.append((kind, count))
      }
    }
    guard let first else { return nil }
    self.kinds = kinds
    self.first = first
  }

  /// Such as `2 INSERT and 1 PRAGMA in the models are left out, the first at schema.sql:4: …`.
  var text: String {
    let counts = listed(kinds.map { "\($0.count) \($0.name)" })
    let isOne = kinds.map(\.count) == [1]
    return isOne
      ? "\(counts) in the models is left out, at \(first): models are a schema"
      : "\(counts) in the models are left out, the first at \(first): models are a schema"
  }
}
