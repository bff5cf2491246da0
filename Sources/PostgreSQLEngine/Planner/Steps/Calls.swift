internal import SchemaModel

/// What a statement may call when it runs, as far as bodies tell: what they mention, also by way of
/// types and routines that are there already.
struct Calls {
  private let fates: Fates
  private var found: [FactID: Set<FactID>] = [:]

  init(_ fates: Fates) { self.fates = fates }

  var isEmpty: Bool { fates.target.facts.values.allSatisfy(\.mentions.isEmpty) }

  /// What is made or altered on the way, and should be before a fact is.
  mutating func arrivals(behind fact: Fact) -> Set<FactID> {
    var arrivals: Set<FactID> = []
    for next in fact.mentions.union(fact.needs) {
      if isThere(next) {
        arrivals.formUnion(self.arrivals(through: next))
      } else if fact.mentions.contains(next) {
        arrivals.insert(next)
      }
    }
    return arrivals
  }

  private mutating func arrivals(through id: FactID) -> Set<FactID> {
    if let known = found[id] { return known }
    // What calls itself adds nothing.
    found[id] = []
    let arrivals = fates.target[id].map { self.arrivals(behind: $0) } ?? []
    found[id] = arrivals
    return arrivals
  }

  /// Whether the thing is one that runs when it is used, and stays as it is.
  private func isThere(_ id: FactID) -> Bool {
    fates[id] == .keep && (id.part.kind.isType || id.part.kind.isRoutine)
  }
}

extension ObjectReference.Kind {
  fileprivate var isRoutine: Bool {
    if case .object(let kind) = self { kind.isRoutine } else { false }
  }
}
