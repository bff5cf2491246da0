internal import Engine
internal import SchemaModel

/// The steps of a plan, each with the elements that it brings and takes.
struct StepGraph {
  private(set) var merging: StepMerging

  let actions: ActionPlan
  let options: PlanOptions
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

}
