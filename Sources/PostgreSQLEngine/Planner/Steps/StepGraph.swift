internal import Engine
internal import SchemaModel

/// The steps of a plan, each with the facts that it brings and takes.
struct StepGraph {
  private(set) var hosts: Hosts

  let fates: Fates
  private let options: PlanOptions
  var base: Inventory { fates.base }
  var target: Inventory { fates.target }

  init(_ fates: Fates, options: PlanOptions) {
    self.fates = fates
    self.options = options
    hosts = Hosts(fates, options: options)
    while separateSomeInCircles() {}
  }

  /// The steps in their order; what bodies seem to call comes before them, unless that leads in a
  /// circle.
  func sorted() -> [Step] {
    let order = order()
    var careful = order
    orderWishes(except: [], &careful)
    let circles = careful.circles()
    guard !circles.isEmpty else { return careful.sorted() }
    careful = order
    orderWishes(except: circles, &careful)
    return careful.sorted()
  }

  private func orderWishes(except circles: Set<Step>, _ order: inout StepOrder) {
    orderMentions(except: circles, &order)
    orderColumns(except: circles, &order)
  }

  /// New columns come in the order of their table.
  private func orderColumns(except circles: Set<Step>, _ order: inout StepOrder) {
    let tables = Set(
      target.facts.keys.filter { $0.part.kind == .column && fates[$0].isMade }.compactMap(
        \.part.table))
    for name in tables where !fates[.table(name)].isMade {
      let steps = (target.table(named: name)?.columns ?? [])
        .map { FactID.column($0.name, of: name) }.filter { fates[$0].isMade }
        .map { hosts.host(of: .make($0)) }
      for (first, second) in zip(steps, steps.dropFirst())
      where !(circles.contains(first) && circles.contains(second)) {
        order.put(first, before: second)
      }
    }
  }

  private func orderMentions(except circles: Set<Step>, _ order: inout StepOrder) {
    var calls = Calls(fates)
    guard !calls.isEmpty else { return }
    for fact in target.facts.values {
      guard let own = arrival(of: fact.id).map(hosts.host) else { continue }
      for callee in calls.arrivals(behind: fact) {
        guard let other = arrival(of: callee).map(hosts.host),
          !(circles.contains(own) && circles.contains(other))
        else { continue }
        order.put(other, before: own)
      }
    }
  }

  // MARK: Circles

  /// Gives parts of tables that stand in a circle steps of their own: foreign keys first, and others
  /// only if those were not enough.
  ///
  /// - Returns: whether there were any.
  private mutating func separateSomeInCircles() -> Bool {
    let circles = order().circles()
    guard !circles.isEmpty else { return false }
    let candidates = separable(in: circles)
    guard let first = candidates.map(\.separability).min() else { return false }
    for fact in candidates where fact.separability == first { hosts.separate(fact.id) }
    return true
  }

  private func separable(in circles: Set<Step>) -> [Fact] {
    let released = releasedNames()
    return [(base, Step.remove), (target, Step.make)].flatMap { inventory, step in
      inventory.facts.values.filter { fact in
        guard fact.separability != .never else { return false }
        let own = step(fact.id)
        let host = hosts.host(of: own)
        guard host != own, circles.contains(host) else { return false }
        let releases =
          own.phase == .make ? ClaimedName.of(fact).flatMap { released[$0] ?? [] } : []
        let others = fact.needs.map(step) + releases.filter { $0.id != fact.id }
        return others.contains { other in
          let other = hosts.host(of: other)
          return other != host && circles.contains(other)
        }
      }
    }
  }

  // MARK: Order

  private func order() -> StepOrder {
    var order = StepOrder(steps())
    for fact in base.facts.values { orderRemoval(of: fact, &order) }
    for fact in target.facts.values { orderMaking(of: fact, &order) }
    for (id, fate) in fates.fates where fate == .replace {
      put(.remove(id), before: .make(id), &order)
    }
    orderNames(&order)
    orderDepartures(&order)
    orderPersistence(&order)
    orderBackfills(&order)
    for table in rebuiltTables {
      orderFilling(of: table, &order)
      orderConversions(fromRowsOf: table, &order)
    }
    for type in exchangedTypes { orderExchange(of: type, &order) }
    for (sequence, takings) in hosts.successions.asides {
      orderSuccession(from: sequence, takings, &order)
    }
    return order
  }

  func put(_ first: Step, before second: Step, _ order: inout StepOrder) {
    let first = hosts.host(of: first)
    let second = hosts.host(of: second)
    // The partitions of a table that is made anew go with it, after their rows have moved.
    if first.phase == .fill, second == .remove(first.id) { return }
    // What the table is created with lets its rows in one by one.
    if first.phase == .fill, second == .make(first.id) { return }
    order.put(first, before: second)
  }

  private func steps() -> Set<Step> {
    var steps: Set<Step> = []
    for (id, fate) in fates.fates {
      if fate.isRemoved { steps.insert(hosts.host(of: .remove(id))) }
      if fate.isMade { steps.insert(hosts.host(of: .make(id))) }
      if fate == .change { steps.insert(hosts.host(of: .change(id))) }
    }
    steps.formUnion(rebuiltTables.map(Step.fill))
    steps.formUnion(exchangedTypes.map(Step.finish))
    steps.formUnion(hosts.successions.asides.keys.map(Step.finish))
    return steps
  }

  private var rebuiltTables: [FactID] {
    fates.fates.keys.filter { id in
      id.part.kind == .table && id.aspect == .existence && fates.isRebuilt(id.part.name)
    }
  }

  private var exchangedTypes: [FactID] {
    fates.fates.keys.filter { fates.isExchanged($0) }
  }

  /// Nothing goes before what needs it.
  private func orderRemoval(of fact: Fact, _ order: inout StepOrder) {
    let fate = fates[fact.id]
    if case .column(let column, let table) = fact.content, fate.isRemoved {
      // A column cannot go from a child before its parent's.
      for child in base.children[table.name] ?? [] {
        let other = Step.remove(.column(column.name, of: child.name))
        if hosts.host(of: other) == other { put(.remove(fact.id), before: other, &order) }
      }
    }
    if case .constraint(let constraint, _) = fact.content, fate.isRemoved,
      case .foreignKey(let key) = constraint.rule
    {
      // A key to a partitioned table holds each partition.
      for partition in base.partitions(below: key.parent) {
        let table = FactID.table(partition.name)
        put(.remove(fact.id), before: .remove(table), &order)
        put(.remove(fact.id), before: .remove(table.with(.attachment)), &order)
      }
    }
    if case .index(_, let table) = fact.content, fate.isRemoved {
      // A key of a partition may hold the index.
      for child in base.children[table.name] ?? [] {
        let attachment = FactID.table(child.name).with(.attachment)
        if fates[attachment].isRemoved {
          put(.remove(attachment), before: .remove(fact.id), &order)
        }
        // What comes to the parent gets a part of each index that is there.
        if fates[attachment].isMade { put(.remove(fact.id), before: .make(attachment), &order) }
      }
    }
    if fact.id.aspect == .attachment, fate.isRemoved {
      if let table = fact.table {
        for column in columns(of: target, lostBy: base.parents(of: table)) {
          put(.remove(fact.id), before: .make(column), &order)
        }
      }
      // What goes from a parent does not go from what was its child.
      for need in fact.follows {
        if fates[need].isRemoved { put(.remove(fact.id), before: .remove(need), &order) }
        if fates[need] == .change { put(.remove(fact.id), before: .change(need), &order) }
      }
    }
    for need in fact.needs {
      let needed = fates[need]
      if fate.isRemoved, needed.isRemoved {
        orderDisappearance(of: fact.id, before: need, &order)
      } else if fate.isRemoved, needed == .change {
        put(.remove(fact.id), before: .change(need), &order)
      } else if fate == .change, needed.isRemoved, !fates.isExchanged(need),
        !fates.holdsRows(of: need, fact.id)
      {
        put(.change(fact.id), before: .remove(need), &order)
      }
    }
  }

  private func orderDisappearance(of id: FactID, before need: FactID, _ order: inout StepOrder) {
    let table = FactID.table(need.part.table ?? need.part.name)
    if fates.converted(fromRowsOf: table).contains(id) { return }
    guard fates.isExchanged(need) else {
      // The old definition of a type is there to the end, that of a domain without its conditions.
      let isThere = fates.isExchanged(id) && !(isDomain(id) && need.part.kind.isCalled)
      return put(isThere ? .finish(id) : .remove(id), before: .remove(need), &order)
    }
    // A partition of a table that stands aside does so too, with what is of the old type.
    let staysAside = hosts.host(of: .remove(id)).phase == .fill || id.part.kind.isType
    put(.remove(id), before: staysAside ? .finish(need) : .remove(need), &order)
  }

  private func isDomain(_ id: FactID) -> Bool { id.part.kind == .object(.domain) }

  /// Nothing comes before what it needs.
  private func orderMaking(of fact: Fact, _ order: inout StepOrder) {
    guard let own = arrival(of: fact.id) else { return }
    let isCreatedAttached = fact.id.aspect == .attachment && hosts.host(of: own) != own
    for need in fact.needs.union(fact.follows) {
      if isCreatedAttached, [.index, .constraint].contains(need.part.kind) { continue }
      if let needed = arrival(of: need) { put(needed, before: own, &order) }
    }
    switch fact.content {
    case .constraint(let constraint, let table):
      let keys =
        hosts.keysOfParents(like: constraint, of: table)
        + hosts.keysNamedByServer(besides: constraint, of: table)
      for key in keys {
        if let other = arrival(of: key) { put(other, before: own, &order) }
      }
    case .index(let index, let table) where hosts.isMadeAlone(index, on: table):
      // The indexes of partitions are attached to it.
      for child in target.children[table.name] ?? [] {
        let attachment = FactID.table(child.name).with(.attachment)
        if fates[attachment].isMade { put(.make(attachment), before: own, &order) }
      }
    case .attachment(let table):
      for column in columns(of: base, lostBy: target.parents(of: table)) {
        put(.remove(column), before: own, &order)
      }
      guard table.attributes[.partitionOf] != nil else { break }
      // What others inherit from can be no partition.
      for child in base.children[table.name] ?? [] where child.attributes[.inherits] != nil {
        let attachment = FactID.table(child.name).with(.attachment)
        if fates[attachment].isRemoved { put(.remove(attachment), before: own, &order) }
      }
    default: break
    }
    if case .foreignKey(let key) = fact.constraint?.rule {
      // A key to a partitioned table would hold the partitions that go.
      for partition in base.partitions(below: key.parent) {
        let table = FactID.table(partition.name)
        if fates[table] == .remove { put(.remove(table), before: own, &order) }
      }
    }
  }

  /// The columns that tables have on one side only: what joins them without would get them, and what
  /// leaves them would too.
  private func columns(of side: Inventory, lostBy tables: [Name]) -> [FactID] {
    tables.filter { !fates[.table($0)].isRemoved }.flatMap { table in
      (side.table(named: table)?.columns ?? []).map { FactID.column($0.name, of: table) }
    }.filter { fates[$0] == .remove || fates[$0] == .make }
  }

  private func arrival(of id: FactID) -> Step? {
    switch fates[id] {
    case .make, .replace: .make(id)
    case .change: .change(id)
    case .keep, .remove: nil
    }
  }

  /// A name is free before something else takes it.
  private func orderNames(_ order: inout StepOrder) {
    let released = releasedNames()
    for fact in target.facts.values {
      guard let own = arrival(of: fact.id) else { continue }
      for name in ClaimedName.of(fact) {
        for step in released[name] ?? [] where step.id != fact.id {
          put(step, before: own, &order)
        }
      }
    }
  }

  /// The steps by which names become free.
  private func releasedNames() -> [ClaimedName: [Step]] {
    var released: [ClaimedName: [Step]] = [:]
    for fact in base.facts.values where !sharesWithWhatGoes(fact) {
      for name in ClaimedName.of(fact) {
        switch fates[fact.id] {
        case .remove, .replace: released[name, default: []].append(.remove(fact.id))
        case .change: released[name, default: []].append(.change(fact.id))
        case .keep, .make: break
        }
      }
    }
    return released
  }

  /// Whether it holds bounds of a partitioned table that goes itself, and is in nobody's way.
  private func sharesWithWhatGoes(_ fact: Fact) -> Bool {
    guard case .attachment(let table) = fact.content else { return false }
    return base.parents(of: table).contains { fates[.table($0)].isRemoved }
  }

  /// A key that comes from the parent holds its columns until the table has left.
  private func orderDepartures(_ order: inout StepOrder) {
    for fact in base.facts.values {
      guard case .notNull(_, let table) = fact.content, fates[fact.id].isRemoved else { continue }
      let attachment = FactID.table(table.name).with(.attachment)
      if fates[attachment].isRemoved { put(.remove(attachment), before: .remove(fact.id), &order) }
    }
  }

  /// No table that is logged refers to one that is not.
  private func orderPersistence(_ order: inout StepOrder) {
    for fact in base.facts.values where fates[fact.id] == .keep {
      guard case .foreignKey(let key) = fact.constraint?.rule, let table = fact.table?.name,
        table != key.parent, fates[.table(table)] == .change, fates[.table(key.parent)] == .change,
        let new = target.table(named: table)
      else { continue }
      let steps = [Step.change(.table(table)), .change(.table(key.parent))]
      let isLogged = new.attributes[.persistence] == nil
      put(isLogged ? steps[1] : steps[0], before: isLogged ? steps[0] : steps[1], &order)
    }
  }

  /// What a person gives for a new column may come from columns that go.
  private func orderBackfills(_ order: inout StepOrder) {
    for reference in options.backfills.keys {
      let filled = FactID.column(reference.column, of: reference.table).with(.notNull)
      guard fates[filled].isMade, let table = base.table(named: reference.table) else { continue }
      for column in table.columns where column.name != reference.column {
        let id = FactID.column(column.name, of: table.name)
        if fates[id] == .remove { put(.make(filled), before: .remove(id), &order) }
      }
    }
  }

  /// Rows are there before what looks at them.
  private func orderFilling(of table: FactID, _ order: inout StepOrder) {
    let fill = Step.fill(table)
    put(.make(table), before: fill, &order)
    // The old table needs until then what its parts need.
    for fact in base.facts.values where fact.table?.name == table.part.name {
      guard hosts.host(of: .remove(fact.id)) == .remove(table) else { continue }
      for need in fact.needs where fates[need] == .remove && need.part.table != table.part.name {
        put(fill, before: disappearance(of: need), &order)
      }
    }
    var held: Set<FactID> = [table]
    for child in target.children[table.part.name] ?? []
    where child.attributes[.partitionOf] != nil {
      let attachment = FactID.table(child.name).with(.attachment)
      held.insert(.table(child.name))
      if fates[attachment].isMade { put(.make(attachment), before: fill, &order) }
    }
    for fact in target.facts.values where fates[fact.id].isMade {
      guard fact.looksAtRows,
        fact.needs.contains(where: { held.contains($0) || isPart($0, of: held) })
      else { continue }
      put(fill, before: .make(fact.id), &order)
    }
  }

  /// The step after which a thing that is removed is gone: what goes with a table that is set aside is
  /// there until its rows have moved.
  private func disappearance(of id: FactID) -> Step {
    let removal = hosts.host(of: .remove(id))
    guard removal.phase == .remove, removal.id.part.kind == .table,
      removal.id.aspect == .existence, fates.isRebuilt(removal.id.part.name)
    else { return removal }
    return .fill(removal.id)
  }

  private func isPart(_ id: FactID, of tables: Set<FactID>) -> Bool {
    id.part.table.map { tables.contains(.table($0)) } ?? false
  }
}

extension Fact {
  fileprivate var looksAtRows: Bool {
    switch content {
    case .constraint, .index: true
    case .object(let object):
      object.kind != .comment && object.kind != .privileges && !id.part.kind.isType
    default: false
    }
  }
}
