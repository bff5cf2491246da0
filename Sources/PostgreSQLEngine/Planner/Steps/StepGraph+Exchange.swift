internal import SchemaModel

/// What is kept aside until what takes its place is complete.
extension StepGraph {
  /// The old definition of a type goes after all that was of it has been converted.
  func orderExchange(of type: ElementID, _ order: inout StepOrder) {
    for user in actions.converted(from: type) {
      put(.create(type), before: .alter(user), &order)
      put(.alter(user), before: .dropDisplaced(type), &order)
      put(.dropDisplaced(user), before: .dropDisplaced(type), &order)
    }
    for table in actions.copied(from: type) {
      put(.copyRows(table), before: .dropDisplaced(type), &order)
    }
    orderCompletion(of: type, &order)
  }

  /// The old table goes after what held its rows holds those of the new one.
  func orderConversions(fromRowsOf table: ElementID, _ order: inout StepOrder) {
    for user in actions.converted(fromRowsOf: table) {
      if actions.isCopied(user) {
        put(.create(table), before: .copyRows(.table(user.part.table ?? user.part.name)), &order)
        put(.copyRows(.table(user.part.table ?? user.part.name)), before: .copyRows(table), &order)
      } else {
        put(.create(table), before: .alter(user), &order)
        put(
          user.part.kind == .column ? .alter(user) : .dropDisplaced(user), before: .copyRows(table),
          &order)
      }
    }
  }

  /// A composite type has all of its attributes before what may use them.
  private func orderCompletion(of type: ElementID, _ order: inout StepOrder) {
    guard let old = base[type]?.object, let new = target[type]?.object,
      CompositeExchange(from: old, to: new).isStaged
    else { return }
    for user in target.elements.values where actions[user.id].isCreated && user.needs.contains(type)
    {
      switch user.content {
      case .constraint, .index, .columnDefault:
        put(.dropDisplaced(type), before: .create(user.id), &order)
      case .object(let object) where !user.id.part.kind.isType && object.kind != .comment:
        put(.dropDisplaced(type), before: .create(user.id), &order)
      default: break
      }
    }
  }

  /// A sequence that is kept aside goes after all that go on from it have its state.
  func orderSuccession(
    from sequence: ElementID, _ takings: [Step], _ order: inout StepOrder
  ) {
    for taking in takings {
      put(.drop(sequence), before: taking, &order)
      put(taking, before: .dropDisplaced(sequence), &order)
    }
    for need in base[sequence]?.needs ?? [] where actions[need].isDropped {
      put(.dropDisplaced(sequence), before: .drop(need), &order)
    }
  }
}
