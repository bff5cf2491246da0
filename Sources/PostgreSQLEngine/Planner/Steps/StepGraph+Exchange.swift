internal import SchemaModel

/// What is kept aside until what takes its place is complete.
extension StepGraph {
  /// The old definition of a type goes after all that was of it has been converted.
  func orderExchange(of type: FactID, _ order: inout StepOrder) {
    for user in fates.converted(from: type) {
      put(.make(type), before: .change(user), &order)
      put(.change(user), before: .finish(type), &order)
      put(.finish(user), before: .finish(type), &order)
    }
    for table in fates.copied(from: type) { put(.fill(table), before: .finish(type), &order) }
    orderCompletion(of: type, &order)
  }

  /// The old table goes after what held its rows holds those of the new one.
  func orderConversions(fromRowsOf table: FactID, _ order: inout StepOrder) {
    for user in fates.converted(fromRowsOf: table) {
      if fates.isCopied(user) {
        put(.make(table), before: .fill(.table(user.part.table ?? user.part.name)), &order)
        put(.fill(.table(user.part.table ?? user.part.name)), before: .fill(table), &order)
      } else {
        put(.make(table), before: .change(user), &order)
        put(user.part.kind == .column ? .change(user) : .finish(user), before: .fill(table), &order)
      }
    }
  }

  /// A composite type has all of its attributes before what may use them.
  private func orderCompletion(of type: FactID, _ order: inout StepOrder) {
    guard let old = base[type]?.object, let new = target[type]?.object,
      CompositeExchange(from: old, to: new).isStaged
    else { return }
    for user in target.facts.values where fates[user.id].isMade && user.needs.contains(type) {
      switch user.content {
      case .constraint, .index, .columnDefault: put(.finish(type), before: .make(user.id), &order)
      case .object(let object) where !user.id.part.kind.isType && object.kind != .comment:
        put(.finish(type), before: .make(user.id), &order)
      default: break
      }
    }
  }

  /// A sequence that is kept aside goes after all that go on from it have its state.
  func orderSuccession(
    from sequence: FactID, _ takings: [Step], _ order: inout StepOrder
  ) {
    for taking in takings {
      put(.remove(sequence), before: taking, &order)
      put(taking, before: .finish(sequence), &order)
    }
    for need in base[sequence]?.needs ?? [] where fates[need].isRemoved {
      put(.finish(sequence), before: .remove(need), &order)
    }
  }
}
