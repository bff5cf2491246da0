internal import Engine
internal import SchemaModel

/// The order of what is created.
extension StepGraph {
  /// Nothing comes before what it needs.
  func orderMaking(of element: SchemaElement, _ order: inout StepOrder) {
    guard let own = arrival(of: element.id) else { return }
    let isCreatedAttached = element.id.aspect == .attachment && merging.host(of: own) != own
    for need in element.needs.union(element.follows) {
      if isCreatedAttached, [.index, .constraint].contains(need.part.kind) { continue }
      if let needed = arrival(of: need) { put(needed, before: own, &order) }
    }
    switch element.content {
    case .constraint(let constraint, let table):
      let keys =
        merging.keysOfParents(like: constraint, of: table)
        + merging.keysNamedByServer(besides: constraint, of: table)
      for key in keys {
        if let other = arrival(of: key) { put(other, before: own, &order) }
      }
    case .index(let index, let table) where merging.isCreatedAlone(index, on: table):
      // The indexes of partitions are attached to it.
      for child in target.children[table.name] ?? [] {
        let attachment = ElementID.table(child.name).with(.attachment)
        if actions[attachment].isCreated { put(.create(attachment), before: own, &order) }
      }
    case .attachment(let table):
      for column in columns(of: base, lostBy: target.parents(of: table)) {
        put(.drop(column), before: own, &order)
      }
      guard table.attributes[.partitionOf] != nil else { break }
      // What others inherit from can be no partition.
      for child in base.children[table.name] ?? [] where child.attributes[.inherits] != nil {
        let attachment = ElementID.table(child.name).with(.attachment)
        if actions[attachment].isDropped { put(.drop(attachment), before: own, &order) }
      }
    default: break
    }
    if case .foreignKey(let key) = element.constraint?.rule {
      // A key to a partitioned table would hold the partitions that go.
      for partition in base.partitions(below: key.parent) {
        let table = ElementID.table(partition.name)
        if actions[table] == .drop { put(.drop(table), before: own, &order) }
      }
    }
  }

  /// The columns that tables have on one side only: what joins them without would get them, and what
  /// leaves them would too.
  func columns(of side: DependencyGraph, lostBy tables: [Name]) -> [ElementID] {
    tables.filter { !actions[.table($0)].isDropped }.flatMap { table in
      (side.table(named: table)?.columns ?? []).map { ElementID.column($0.name, of: table) }
    }.filter { actions[$0] == .drop || actions[$0] == .create }
  }

  func arrival(of id: ElementID) -> Step? {
    switch actions[id] {
    case .create, .recreate: .create(id)
    case .alter: .alter(id)
    case .keep, .drop: nil
    }
  }

  /// No table that is logged refers to one that is not.
  func orderPersistence(_ order: inout StepOrder) {
    for element in base.elements.values where actions[element.id] == .keep {
      guard case .foreignKey(let key) = element.constraint?.rule, let table = element.table?.name,
        table != key.parent, actions[.table(table)] == .alter,
        actions[.table(key.parent)] == .alter,
        let new = target.table(named: table)
      else { continue }
      let steps = [Step.alter(.table(table)), .alter(.table(key.parent))]
      let isLogged = new.attributes[.persistence] == nil
      put(isLogged ? steps[1] : steps[0], before: isLogged ? steps[0] : steps[1], &order)
    }
  }
}
