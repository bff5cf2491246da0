internal import Engine
internal import SchemaModel

/// The steps of a plan, each with the elements that it brings and takes.
struct StepGraph {
  private(set) var merging: StepMerging

  let actions: ActionPlan
  private let options: PlanOptions
  /// What each step must wait for.
  private var order = StepOrder([])
  var base: DependencyGraph { actions.base }
  var target: DependencyGraph { actions.target }

  init(_ actions: ActionPlan, options: PlanOptions) {
    self.actions = actions
    self.options = options
    merging = StepMerging(actions, options: options)
    repeat { order = wholeOrder() } while separateSomeInCycles()
  }

  /// The steps in their order; what bodies seem to call comes before them, unless that leads in a
  /// cycle.
  func sorted() -> [Step] {
    var careful = order
    orderWishes(except: [], &careful)
    let cycles = careful.cycles()
    guard !cycles.isEmpty else { return careful.sorted() }
    careful = order
    orderWishes(except: cycles, &careful)
    return careful.sorted()
  }

  private func orderWishes(except cycles: Set<Step>, _ order: inout StepOrder) {
    orderMentions(except: cycles, &order)
    orderColumns(except: cycles, &order)
  }

  /// New columns come in the order of their table.
  private func orderColumns(except cycles: Set<Step>, _ order: inout StepOrder) {
    let tables = Set(
      target.elements.keys.filter { $0.part.kind == .column && actions[$0].isCreated }.compactMap(
        \.part.table))
    for name in tables where !actions[.table(name)].isCreated {
      let steps = (target.table(named: name)?.columns ?? [])
        .map { ElementID.column($0.name, of: name) }.filter { actions[$0].isCreated }
        .map { merging.host(of: .create($0)) }
      for (first, second) in zip(steps, steps.dropFirst())
      where !(cycles.contains(first) && cycles.contains(second)) {
        order.put(first, before: second)
      }
    }
  }

  private func orderMentions(except cycles: Set<Step>, _ order: inout StepOrder) {
    var calls = BodyDependencies(actions)
    guard !calls.isEmpty else { return }
    for element in target.elements.values {
      guard let own = arrival(of: element.id).map(merging.host) else { continue }
      for callee in calls.arrivals(behind: element) {
        guard let other = arrival(of: callee).map(merging.host),
          !(cycles.contains(own) && cycles.contains(other))
        else { continue }
        order.put(other, before: own)
      }
    }
  }

  // MARK: Cycles

  /// Gives parts of tables that stand in a cycle steps of their own: foreign keys first, and others
  /// only if those were not enough.
  ///
  /// - Returns: whether there were any.
  private mutating func separateSomeInCycles() -> Bool {
    let cycles = order.cycles()
    guard !cycles.isEmpty else { return false }
    let candidates = separable(in: cycles)
    guard let first = candidates.map(\.separability).min() else { return false }
    for element in candidates where element.separability == first { merging.separate(element.id) }
    return true
  }

  private func separable(in cycles: Set<Step>) -> [SchemaElement] {
    let released = releasedNames()
    return [(base, Step.drop), (target, Step.create)].flatMap { graph, step in
      graph.elements.values.filter { element in
        guard element.separability != .never else { return false }
        let own = step(element.id)
        let host = merging.host(of: own)
        guard host != own, cycles.contains(host) else { return false }
        let releases =
          own.phase == .create ? ClaimedName.of(element).flatMap { released[$0] ?? [] } : []
        let others = element.needs.map(step) + releases.filter { $0.id != element.id }
        return others.contains { other in
          let other = merging.host(of: other)
          return other != host && cycles.contains(other)
        }
      }
    }
  }

  // MARK: Order

  private func wholeOrder() -> StepOrder {
    var order = StepOrder(steps())
    for element in base.elements.values { orderRemoval(of: element, &order) }
    for element in target.elements.values { orderMaking(of: element, &order) }
    for (id, action) in actions.actions where action == .recreate {
      put(.drop(id), before: .create(id), &order)
    }
    orderNames(&order)
    orderEarlyDrops(&order)
    orderPersistence(&order)
    orderBackfills(&order)
    for table in rebuiltTables {
      orderRowCopies(of: table, &order)
      orderConversions(fromRowsOf: table, &order)
    }
    for type in exchangedTypes { orderExchange(of: type, &order) }
    for (sequence, takings) in merging.successions.displaced {
      orderSuccession(from: sequence, takings, &order)
    }
    return order
  }

  func put(_ first: Step, before second: Step, _ order: inout StepOrder) {
    let first = merging.host(of: first)
    let second = merging.host(of: second)
    // The partitions of a table that is recreated go with it, after their rows have moved.
    if first.phase == .copyRows, second == .drop(first.id) { return }
    // What the table is created with lets its rows in one by one.
    if first.phase == .copyRows, second == .create(first.id) { return }
    order.put(first, before: second)
  }

  private func steps() -> Set<Step> {
    var steps: Set<Step> = []
    for (id, action) in actions.actions {
      if action.isDropped { steps.insert(merging.host(of: .drop(id))) }
      if action.isCreated { steps.insert(merging.host(of: .create(id))) }
      if action == .alter { steps.insert(merging.host(of: .alter(id))) }
    }
    steps.formUnion(rebuiltTables.map(Step.copyRows))
    steps.formUnion(exchangedTypes.map(Step.dropDisplaced))
    steps.formUnion(merging.successions.displaced.keys.map(Step.dropDisplaced))
    return steps
  }

  private var rebuiltTables: [ElementID] {
    actions.actions.keys.filter { id in
      id.part.kind == .table && id.aspect == .existence && actions.isRebuilt(id.part.name)
    }
  }

  private var exchangedTypes: [ElementID] {
    actions.actions.keys.filter { actions.isExchanged($0) }
  }

  /// Nothing goes before what needs it.
  private func orderRemoval(of element: SchemaElement, _ order: inout StepOrder) {
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

  /// Nothing comes before what it needs.
  private func orderMaking(of element: SchemaElement, _ order: inout StepOrder) {
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
  private func columns(of side: DependencyGraph, lostBy tables: [Name]) -> [ElementID] {
    tables.filter { !actions[.table($0)].isDropped }.flatMap { table in
      (side.table(named: table)?.columns ?? []).map { ElementID.column($0.name, of: table) }
    }.filter { actions[$0] == .drop || actions[$0] == .create }
  }

  private func arrival(of id: ElementID) -> Step? {
    switch actions[id] {
    case .create, .recreate: .create(id)
    case .alter: .alter(id)
    case .keep, .drop: nil
    }
  }

  /// A name is free before something else takes it.
  private func orderNames(_ order: inout StepOrder) {
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
  private func releasedNames() -> [ClaimedName: [Step]] {
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

  /// Whether it holds bounds of a partitioned table that goes itself, and is in nobody's way.
  private func sharesWithWhatGoes(_ element: SchemaElement) -> Bool {
    guard case .attachment(let table) = element.content else { return false }
    return base.parents(of: table).contains { actions[.table($0)].isDropped }
  }

  /// A key that comes from the parent holds its columns until the table has left.
  private func orderEarlyDrops(_ order: inout StepOrder) {
    for element in base.elements.values {
      guard case .notNull(_, let table) = element.content, actions[element.id].isDropped else {
        continue
      }
      let attachment = ElementID.table(table.name).with(.attachment)
      if actions[attachment].isDropped { put(.drop(attachment), before: .drop(element.id), &order) }
    }
  }

  /// No table that is logged refers to one that is not.
  private func orderPersistence(_ order: inout StepOrder) {
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

  /// What a person gives for a new column may come from columns that go.
  private func orderBackfills(_ order: inout StepOrder) {
    for reference in options.backfills.keys {
      let filled = ElementID.column(reference.column, of: reference.table).with(.notNull)
      guard actions[filled].isCreated, let table = base.table(named: reference.table) else {
        continue
      }
      for column in table.columns where column.name != reference.column {
        let id = ElementID.column(column.name, of: table.name)
        if actions[id] == .drop { put(.create(filled), before: .drop(id), &order) }
      }
    }
  }

  /// Rows are there before what looks at them.
  private func orderRowCopies(of table: ElementID, _ order: inout StepOrder) {
    let copy = Step.copyRows(table)
    put(.create(table), before: copy, &order)
    // The old table needs until then what its parts need.
    for element in base.elements.values where element.table?.name == table.part.name {
      guard merging.host(of: .drop(element.id)) == .drop(table) else { continue }
      for need in element.needs where actions[need] == .drop && need.part.table != table.part.name {
        put(copy, before: disappearance(of: need), &order)
      }
    }
    var held: Set<ElementID> = [table]
    for child in target.children[table.part.name] ?? []
    where child.attributes[.partitionOf] != nil {
      let attachment = ElementID.table(child.name).with(.attachment)
      held.insert(.table(child.name))
      if actions[attachment].isCreated { put(.create(attachment), before: copy, &order) }
    }
    for element in target.elements.values where actions[element.id].isCreated {
      guard element.looksAtRows,
        element.needs.contains(where: { held.contains($0) || isPart($0, of: held) })
      else { continue }
      put(copy, before: .create(element.id), &order)
    }
  }

  /// The step after which a thing that is removed is gone: what goes with a table that is set aside is
  /// there until its rows have moved.
  private func disappearance(of id: ElementID) -> Step {
    let removal = merging.host(of: .drop(id))
    guard removal.phase == .drop, removal.id.part.kind == .table,
      removal.id.aspect == .existence, actions.isRebuilt(removal.id.part.name)
    else { return removal }
    return .copyRows(removal.id)
  }

  private func isPart(_ id: ElementID, of tables: Set<ElementID>) -> Bool {
    id.part.table.map { tables.contains(.table($0)) } ?? false
  }
}

extension SchemaElement {
  fileprivate var looksAtRows: Bool {
    switch content {
    case .constraint, .index: true
    case .object(let object):
      object.kind != .comment && object.kind != .privileges && !id.part.kind.isType
    default: false
    }
  }
}
