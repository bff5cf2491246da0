internal import Engine
internal import SchemaModel

/// The order of what is dropped.
extension StepGraph {
  /// Nothing goes before what needs it.
  func orderRemoval(of element: SchemaElement, _ order: inout StepOrder) {
    let action = actions[element.id]
    if case .column(let column, let table) = element.content, action.isDropped {
      // A column cannot go from a child before its parent's.
      for child in base.children[table.name] ?? [] {
        let other = Step.drop(.column(column.name, of: child.name))
        if merging.host(of: other) == other { put(.drop(element.id), before: other, &order) }
      }
    }
    if case .constraint(let constraint, _) = element.content, action.isDropped,
      case .foreignKey(let key) = constraint.rule
    {
      // A key to a partitioned table holds each partition.
      for partition in base.partitions(below: key.parent) {
        let table = ElementID.table(partition.name)
        put(.drop(element.id), before: .drop(table), &order)
        put(.drop(element.id), before: .drop(table.with(.attachment)), &order)
      }
    }
    if case .index(_, let table) = element.content, action.isDropped {
      // A key of a partition may hold the index.
      for child in base.children[table.name] ?? [] {
        let attachment = ElementID.table(child.name).with(.attachment)
        if actions[attachment].isDropped {
          put(.drop(attachment), before: .drop(element.id), &order)
        }
        // What comes to the parent gets a part of each index that is there.
        if actions[attachment].isCreated {
          put(.drop(element.id), before: .create(attachment), &order)
        }
      }
    }
    if element.id.aspect == .attachment, action.isDropped {
      if let table = element.table {
        for column in columns(of: target, lostBy: base.parents(of: table)) {
          put(.drop(element.id), before: .create(column), &order)
        }
      }
      // What goes from a parent does not go from what was its child.
      for need in element.follows {
        if actions[need].isDropped { put(.drop(element.id), before: .drop(need), &order) }
        if actions[need] == .alter { put(.drop(element.id), before: .alter(need), &order) }
      }
    }
    for need in element.needs {
      let needed = actions[need]
      if action.isDropped, needed.isDropped {
        orderDisappearance(of: element.id, before: need, &order)
      } else if action.isDropped, needed == .alter {
        put(.drop(element.id), before: .alter(need), &order)
      } else if action == .alter, needed.isDropped, !actions.isExchanged(need),
        !actions.holdsRows(of: need, element.id)
      {
        put(.alter(element.id), before: .drop(need), &order)
      }
    }
  }

  private func orderDisappearance(
    of id: ElementID, before need: ElementID, _ order: inout StepOrder
  ) {
    let table = ElementID.table(need.part.table ?? need.part.name)
    if actions.converted(fromRowsOf: table).contains(id) { return }
    guard actions.isExchanged(need) else {
      // The old definition of a type is there to the end, that of a domain without its conditions.
      let isThere = actions.isExchanged(id) && !(isDomain(id) && need.part.kind.isCalled)
      return put(isThere ? .dropDisplaced(id) : .drop(id), before: .drop(need), &order)
    }
    // A partition of a table that stands aside does so too, with what is of the old type.
    let staysAside = merging.host(of: .drop(id)).phase == .copyRows || id.part.kind.isType
    put(.drop(id), before: staysAside ? .dropDisplaced(need) : .drop(need), &order)
  }

  private func isDomain(_ id: ElementID) -> Bool { id.part.kind == .object(.domain) }

  /// Whether it holds bounds of a partitioned table that goes itself, and is in nobody's way.
  func sharesWithWhatGoes(_ element: SchemaElement) -> Bool {
    guard case .attachment(let table) = element.content else { return false }
    return base.parents(of: table).contains { actions[.table($0)].isDropped }
  }

  /// A key that comes from the parent holds its columns until the table has left.
  func orderEarlyDrops(_ order: inout StepOrder) {
    for element in base.elements.values {
      guard case .notNull(_, let table) = element.content, actions[element.id].isDropped else {
        continue
      }
      let attachment = ElementID.table(table.name).with(.attachment)
      if actions[attachment].isDropped { put(.drop(attachment), before: .drop(element.id), &order) }
    }
  }
}
