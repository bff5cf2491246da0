internal import Engine
internal import SchemaModel

/// Names that are free before something else takes them.
extension StepGraph {
  /// A name is free before something else takes it.
  func orderNames(_ order: inout StepOrder) {
    let released = releasedNames()
    for element in target.elements.values {
      guard let own = arrival(of: element.id) else { continue }
      for name in ClaimedName.of(element) {
        for step in released[name] ?? [] where step.id != element.id {
          put(step, before: own, &order)
        }
      }
    }
  }

  /// The steps by which names become free.
  func releasedNames() -> [ClaimedName: [Step]] {
    var released: [ClaimedName: [Step]] = [:]
    for element in base.elements.values where !sharesWithWhatGoes(element) {
      for name in ClaimedName.of(element) {
        switch actions[element.id] {
        case .drop, .recreate: released[name, default: []].append(.drop(element.id))
        case .alter: released[name, default: []].append(.alter(element.id))
        case .keep, .create: break
        }
      }
    }
    return released
  }
}
