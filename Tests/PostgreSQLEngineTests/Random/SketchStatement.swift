/// A statement of a printed sketch.
struct SketchStatement {
  let element: Element
  let text: String
  /// What has to be there before, by number.
  var requires: Set<Int>
  let provides: Set<Int>
  /// Whether it must stay behind others of its kind, because the server finds names for what it
  /// creates, or because it alters what another may have altered.
  let isFixed: Bool

  /// What it is that the server refuses when it refuses the statement.
  enum Element: Hashable {
    case table(Int)
    case object(Int)
    case clause(String, column: Int)
  }
}

extension [SketchStatement] {
  /// The statements in an order in which the server takes them, without those that have none.
  ///
  /// - Parameter pick: which of several that could come next.
  func ordered(_ pick: (Int) -> Int) -> [SketchStatement] {
    var waiting = self
    var ordered: [SketchStatement] = []
    var present: Set<Int> = []
    while true {
      let next = waiting.indices.filter { waiting[$0].requires.isSubset(of: present) }
      guard !next.isEmpty else { return ordered }
      let statement = waiting.remove(at: next[pick(next.count)])
      present.formUnion(statement.provides)
      ordered.append(statement)
    }
  }

  /// Statements that are in order, in another.
  func shuffled(using random: inout some RandomNumberGenerator) -> [SketchStatement] {
    var waiting = self
    var ordered: [SketchStatement] = []
    var present: Set<Int> = []
    while !waiting.isEmpty {
      let firstFixed = waiting.firstIndex(where: \.isFixed)
      let next = waiting.indices.filter { index in
        waiting[index].requires.isSubset(of: present)
          && (!waiting[index].isFixed || index == firstFixed)
      }
      guard let index = next.randomElement(using: &random) else { return ordered + waiting }
      let statement = waiting.remove(at: index)
      present.formUnion(statement.provides)
      ordered.append(statement)
    }
    return ordered
  }
}
