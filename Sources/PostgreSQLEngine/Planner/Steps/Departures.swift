internal import Engine
internal import SchemaModel

/// What could go with a table, and goes before it.
struct Departures {
  private(set) var facts: Set<FactID> = []

  private let fates: Fates

  init(_ fates: Fates) {
    self.fates = fates
    for fact in fates.base.facts.values where goesBefore(fact) { facts.insert(fact.id) }
  }

  private func goesBefore(_ fact: Fact) -> Bool {
    attachesWhatIsMadeAnew(fact) || holdsItsOwnPartitions(fact) || outlivesItsNeeds(fact)
  }

  /// Whether it makes a table a partition that is made anew: what is set aside neither holds the
  /// bounds nor goes when the parent goes.
  private func attachesWhatIsMadeAnew(_ fact: Fact) -> Bool {
    guard case .attachment(let table) = fact.content, table.attributes[.partitionOf] != nil else {
      return false
    }
    return fates.isRebuilt(table.name)
  }

  /// Whether a part of a table that is made anew uses what goes: the table that is set aside must be
  /// without it by then.
  private func outlivesItsNeeds(_ fact: Fact) -> Bool {
    guard let table = fact.table?.name ?? fact.object?.table, fates.isRebuilt(table) else {
      return false
    }
    switch fact.content {
    case .object(let object):
      guard [.trigger, .rule, .policy].contains(object.kind) else { return false }
      return fact.needs.contains { need in
        fates[need].isRemoved && need.part.name != table && need.part.table != table
      }
    case .column(let column, _):
      return column.generation != nil && fact.needs.contains(where: isRoutineThatGoes)
    case .constraint:
      return fact.needs.contains(where: isRoutineThatGoes) || refersToRetypedColumns(fact, table)
    case .columnDefault, .index: return fact.needs.contains(where: isRoutineThatGoes)
    default: return false
    }
  }

  /// Whether it is a key to columns of another table that get types which it could not stay with.
  private func refersToRetypedColumns(_ fact: Fact, _ table: Name) -> Bool {
    guard case .foreignKey(let key) = fact.constraint?.rule, key.parent != table else {
      return false
    }
    return key.parentColumns.contains { fates.retyped.contains(.column($0, of: key.parent)) }
  }

  private func isRoutineThatGoes(_ id: FactID) -> Bool {
    guard case .object(let kind) = id.part.kind, fates[id].isRemoved else { return false }
    return kind.isRoutine || kind == .aggregate
  }

  /// Whether it is the foreign key of a partitioned table to itself: none of its partitions leaves it
  /// without a copy, which holds on to the table.
  private func holdsItsOwnPartitions(_ fact: Fact) -> Bool {
    guard case .foreignKey(let key) = fact.constraint?.rule, let table = fact.table else {
      return false
    }
    return table.attributes[.partitionBy] != nil && key.parent == table.name
  }
}
