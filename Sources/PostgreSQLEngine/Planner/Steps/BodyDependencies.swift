internal import SchemaModel

/// What a statement may call when it runs, as far as bodies tell: what they mention, also by way of
/// types and routines that are there already.
struct BodyDependencies {
  private let actions: ActionPlan
  private var found: [ElementID: Set<ElementID>] = [:]

  init(_ actions: ActionPlan) { self.actions = actions }

  var isEmpty: Bool { actions.target.elements.values.allSatisfy(\.mentions.isEmpty) }

  /// What is made or altered on the way, and should be before an element is.
  mutating func arrivals(behind element: SchemaElement) -> Set<ElementID> {
    var arrivals: Set<ElementID> = []
    for next in element.mentions.union(element.needs) {
      if isThere(next) {
        arrivals.formUnion(self.arrivals(through: next))
      } else if element.mentions.contains(next) {
        arrivals.insert(next)
      }
    }
    return arrivals
  }

  private mutating func arrivals(through id: ElementID) -> Set<ElementID> {
    if let known = found[id] { return known }
    // What calls itself adds nothing.
    found[id] = []
    let arrivals = actions.target[id].map { self.arrivals(behind: $0) } ?? []
    found[id] = arrivals
    return arrivals
  }

  /// Whether the thing is one that runs when it is used, and stays as it is.
  private func isThere(_ id: ElementID) -> Bool {
    actions[id] == .keep && (id.part.kind.isType || id.part.kind.isRoutine)
  }
}

extension ObjectReference.Kind {
  fileprivate var isRoutine: Bool {
    if case .object(let kind) = self { kind.isRoutine } else { false }
  }
}
