internal import Engine
internal import SchemaModel

/// What could go with a table, and goes before it.
struct EarlyDrops {
  private(set) var elements: Set<ElementID> = []

  private let actions: ActionPlan

  init(_ actions: ActionPlan) {
    self.actions = actions
    for element in actions.base.elements.values where goesBefore(element) {
      elements.insert(element.id)
    }
  }

  private func goesBefore(_ element: SchemaElement) -> Bool {
    attachesWhatIsMadeAnew(element) || holdsItsOwnPartitions(element) || outlivesItsNeeds(element)
  }

  /// Whether it makes a table a partition that is recreated: what is set aside neither holds the
  /// bounds nor goes when the parent goes.
  private func attachesWhatIsMadeAnew(_ element: SchemaElement) -> Bool {
    guard case .attachment(let table) = element.content, table.attributes[.partitionOf] != nil
    else {
      return false
    }
    return actions.isRebuilt(table.name)
  }

  /// Whether a part of a table that is recreated uses what goes: the table that is set aside must be
  /// without it by then.
  private func outlivesItsNeeds(_ element: SchemaElement) -> Bool {
    guard let table = element.table?.name ?? element.object?.table, actions.isRebuilt(table) else {
      return false
    }
    switch element.content {
    case .object(let object):
      guard [.trigger, .rule, .policy].contains(object.kind) else { return false }
      return element.needs.contains { need in
        actions[need].isDropped && need.part.name != table && need.part.table != table
      }
    case .column(let column, _):
      return column.generation != nil && element.needs.contains(where: isRoutineThatGoes)
    case .constraint:
      return element.needs.contains(where: isRoutineThatGoes)
        || refersToRetypedColumns(element, table)
    case .columnDefault, .index: return element.needs.contains(where: isRoutineThatGoes)
    default: return false
    }
  }

  /// Whether it is a key to columns of another table that get types which it could not stay with.
  private func refersToRetypedColumns(_ element: SchemaElement, _ table: Name) -> Bool {
    guard case .foreignKey(let key) = element.constraint?.rule, key.parent != table else {
      return false
    }
    return key.parentColumns.contains { actions.retyped.contains(.column($0, of: key.parent)) }
  }

  private func isRoutineThatGoes(_ id: ElementID) -> Bool {
    guard case .object(let kind) = id.part.kind, actions[id].isDropped else { return false }
    return kind.isRoutine || kind == .aggregate
  }

  /// Whether it is the foreign key of a partitioned table to itself: none of its partitions leaves it
  /// without a copy, which holds on to the table.
  private func holdsItsOwnPartitions(_ element: SchemaElement) -> Bool {
    guard case .foreignKey(let key) = element.constraint?.rule, let table = element.table else {
      return false
    }
    return table.attributes[.partitionBy] != nil && key.parent == table.name
  }
}
