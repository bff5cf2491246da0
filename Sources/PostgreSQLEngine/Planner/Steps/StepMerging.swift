internal import Engine
internal import SchemaModel

/// Which step does what: many elements come and go with others, without a statement of their own.
struct StepMerging {
  let actions: ActionPlan
  let options: PlanOptions
  /// Elements that could come or go with others, and have steps of their own.
  private(set) var separate: Set<ElementID> = []
  let successions: Successions
  private let serials: Serials
  /// Elements that could go with others, and go before them.
  private let early: Set<ElementID>

  var base: DependencyGraph { actions.base }
  var target: DependencyGraph { actions.target }

  init(_ actions: ActionPlan, options: PlanOptions) {
    self.actions = actions
    self.options = options
    serials = Serials(actions)
    successions = Successions(actions)
    early = EarlyDrops(actions).elements
    for element in target.elements.values
    where actions[element.id].isCreated && mustBeSeparate(element) {
      separate.insert(element.id)
    }
    for element in base.elements.values where refersToItsParent(element) {
      separate.insert(element.id)
    }
    for parent in referredParents {
      for partition in base.partitions(below: parent) {
        separate.insert(ElementID.table(partition.name).with(.attachment))
      }
    }
  }

  mutating func separate(_ id: ElementID) { separate.insert(id) }

  /// Whether the column is written as `serial`.
  func isSerial(_ column: ElementID) -> Bool { serials.columns[column] != nil }

  /// The step that does what another asks for.
  func host(of step: Step) -> Step {
    var step = step
    while let next = nextHost(of: step), next != step { step = next }
    return step
  }

  private func nextHost(of step: Step) -> Step? {
    switch step.phase {
    case .drop: dropHost(of: step.id)
    case .create: creationHost(of: step.id)
    case .alter: alterationHost(of: step.id)
    case .copyRows, .dropDisplaced: nil
    }
  }

  // MARK: What goes with others

  private func dropHost(of id: ElementID) -> Step? {
    guard let element = base[id] else { return nil }
    if case .table(let table) = element.content, actions[id] == .drop {
      // The rows of a partition move with those of its parent, where others are to share them.
      for parent in base.parents(of: table)
      where table.attributes[.partitionOf] != nil && isPartitionedAnew(parent) {
        return .copyRows(.table(parent))
      }
    }
    if case .table(let table) = element.content, actions[id] == .drop,
      table.attributes[.partitionOf] != nil,
      let parent = base.parents(of: table).first(where: { actions[.table($0)] == .drop })
    {
      return .drop(.table(parent))
    }
    guard !separate.contains(id), !early.contains(id) else { return nil }
    return dropHosts(of: element).first { goes(element, with: $0) }.map(Step.drop)
      ?? attachmentThatBrings(element)
  }

  /// What goes for good with something that comes again is said, so that nobody brings it back.
  private func goes(_ element: SchemaElement, with host: ElementID) -> Bool {
    actions[host] == .drop || actions[host] == .recreate && !isSaid(element)
  }

  private func isSaid(_ element: SchemaElement) -> Bool {
    switch element.object?.kind {
    case .comment, .owner, .trigger, .policy, .rule, .viewIndex, .statistics:
      actions[element.id] == .drop
    case .privileges:
      actions[element.id] == .drop || !(target[element.id].map(element.isSame) ?? false)
    default: false
    }
  }

  private func isPartitionedAnew(_ table: Name) -> Bool {
    actions.isRebuilt(table)
      && base.table(named: table)?.attributes[.partitionBy]
        != target.table(named: table)?.attributes[.partitionBy]
  }

  private func dropHosts(of element: SchemaElement) -> [ElementID] {
    switch element.content {
    case .table: []
    case .column(_, let table):
      [.table(table.name)] + sameElementOfParents(element, in: base).filter(isFollowed)
    case .notNull, .identity, .columnDefault:
      element.needs.filter { $0.part.kind == .column && $0.aspect == .existence }
        + sameElementOfParents(element, in: base).filter(isFollowed)
    case .constraint(_, let table): [.table(table.name)] + element.columns(of: table)
    case .index(_, let table):
      [.table(table.name)] + element.columns(of: table)
        + (actions.staysAttached(table) ? [element.belongsTo].compactMap(\.self) : [])
    case .attachment, .replicaIdentity, .clustering, .typing: [element.id.with(.existence)]
    case .object(let object): dropHosts(of: object, element)
    case .ownership: [element.id.with(.existence)]
    }
  }

  private func dropHosts(of object: SchemaObject, _ element: SchemaElement) -> [ElementID] {
    switch object.kind {
    case .comment, .privileges, .owner: element.needs.sorted()
    case .sequence: base[element.id.with(.ownership)]?.needs.filter { $0 != element.id } ?? []
    case .trigger, .policy, .rule, .viewIndex, .statistics:
      element.needs.filter { need in need.part.name == object.table && need.isRelation }
    default: []
    }
  }

  /// The same property of the column that the parent has, where the child has it by inheritance and
  /// does what the parent does.
  private func sameElementOfParents(_ element: SchemaElement, in side: DependencyGraph)
    -> [ElementID]
  {
    guard let column = element.column, let table = element.table, column.isInherited,
      [.keep, .alter].contains(actions[.table(table.name).with(.attachment)])
    else { return [] }
    if case .column = element.content, actions[element.id] != .alter, !column.isOnlyInherited {
      return []
    }
    return side.parents(of: table).map { parent in
      ElementID(
        ObjectReference(element.id.part.kind, element.id.part.name, of: parent), element.id.aspect)
    }.filter { side[$0] != nil }
  }

  // MARK: What comes with others

  private func creationHost(of id: ElementID) -> Step? {
    guard !separate.contains(id), let element = target[id] else { return nil }
    switch element.content {
    case .table: return nil
    case .column(_, let table):
      return actions[.table(table.name)].isCreated
        ? .create(.table(table.name)) : createdParent(of: element)
    case .notNull(let column, let table), .identity(let column, let table),
      .columnDefault(let column, let table):
      let host = ElementID.column(column.name, of: table.name)
      return actions[host].isCreated ? .create(host) : createdParent(of: element)
    case .constraint(_, let table):
      return actions[.table(table.name)].isCreated
        ? .create(.table(table.name)) : detachmentThatLeaves(element)
    case .attachment(let table), .typing(let table):
      return actions[.table(table.name)].isCreated ? .create(.table(table.name)) : nil
    case .index: return hostOfPartitionIndex(element)
    case .ownership, .object:
      return serials.column(of: id.with(.existence)).map { .create($0) }
    case .replicaIdentity, .clustering: return nil
    }
  }

  private func createdParent(of element: SchemaElement) -> Step? {
    sameElementOfParents(element, in: target).first { actions[$0].isCreated && isFollowed($0) }.map(
      Step.create)
  }

  /// An index that the server makes by itself with the partition, or with its parent's index.
  private func hostOfPartitionIndex(_ element: SchemaElement) -> Step? {
    guard let parent = element.belongsTo, let table = element.table, isCreatedByServer(element),
      let host = target[parent], let whole = host.index, whole.attributes[.only] == nil
    else { return nil }
    if actions[parent].isCreated {
      return host.table.map { isCreatedAlone(whole, on: $0) } ?? false ? nil : .create(parent)
    }
    let attachment = ElementID.table(table.name).with(.attachment)
    return actions[attachment].isCreated ? .create(attachment) : nil
  }

  /// Whether the server makes the index of a partition as it should be, name and all.
  func isCreatedByServer(_ element: SchemaElement) -> Bool {
    guard let index = element.index, let table = element.table, index.hasUsualName(in: table),
      let host = element.belongsTo.flatMap({ target[$0] }), let whole = host.index,
      let parent = host.table
    else { return false }
    return index.isCopy(on: table, of: whole, on: parent)
  }

  /// Whether an index is made without those of the partitions, which are attached to it.
  ///
  /// The server might attach others than it should: it does not look at the order of columns.
  func isCreatedAlone(_ index: Index, on table: Table) -> Bool {
    index.attributes[.only] != nil
      || (target.children[table.name] ?? []).contains { child in
        index.isServed(in: child)
          && child.indexes.count { $0.usualName(in: child) == index.usualName(in: child) } > 1
      }
  }

  // MARK: What is altered with others

  private func alterationHost(of id: ElementID) -> Step? {
    guard let old = base[id], let new = target[id], !separate.contains(id) else { return nil }
    switch new.content {
    case .column, .columnDefault, .notNull:
      return sameElementOfParents(new, in: target).first { parent in
        actions[parent] == .alter && old.column?.isInherited ?? false
          && (new.id.part.kind == .column || isSameChange(id, parent)) && isFollowed(parent)
      }.map(Step.alter)
    case .identity(let column, let table):
      // Its bounds must fit the type at each moment.
      let host = ElementID.column(column.name, of: table.name)
      return actions.retyped.contains(host) ? .alter(host) : nil
    default: return nil
    }
  }

  private func isSameChange(_ child: ElementID, _ parent: ElementID) -> Bool {
    guard let oldChild = base[child], let newChild = target[child], let oldParent = base[parent],
      let newParent = target[parent]
    else { return false }
    return oldChild.isSame(as: oldParent) && newChild.isSame(as: newParent)
  }

  /// Whether all partitions and children do as the parent does, so that one statement serves all.
  func isFollowed(_ id: ElementID) -> Bool {
    guard let table = id.part.table,
      id.part.kind == .columnDefault || id.aspect == .notNull || actions[id] == .drop
    else { return true }
    // What a partitioned table refuses, its partitions refuse.
    if id.aspect == .notNull, base.table(named: table)?.attributes[.partitionBy] != nil {
      return true
    }
    return (target.children[table] ?? []).allSatisfy { child in
      let same = ElementID(ObjectReference(id.part.kind, id.part.name, of: child.name), id.aspect)
      guard actions[.table(child.name)] == .keep || actions[.table(child.name)] == .alter,
        base.parents(of: child).contains(table)
      else { return true }
      guard actions[same] == actions[id], let new = target[same] ?? base[same],
        let parent = target[id] ?? base[id], new.isSame(as: parent)
      else { return false }
      return isFollowed(same)
    }
  }

}

extension ElementID {
  fileprivate var isRelation: Bool {
    switch part.kind {
    case .table, .object(.view), .object(.materializedView): aspect == .existence
    default: false
    }
  }
}

extension SchemaElement {
  /// The columns of the table that this cannot be without.
  func columns(of table: Table) -> [ElementID] {
    // A column that a key refers to does not take the key with it, though it may be the same table's.
    if case .foreignKey(let key) = constraint?.rule {
      return key.columns.map { .column($0, of: table.name) }
    }
    return needs.filter {
      $0.part.kind == .column && $0.part.table == table.name && $0.aspect == .existence
    }
  }
}

extension Index {
  /// Whether the server would choose the index's name.
  func hasUsualName(in table: Table) -> Bool {
    let usual = usualName(in: table)
    // Of several the server numbers all but the first.
    return usual.utf8.count < 64 && name.spelling == usual
      && table.indexes.count { $0.usualName(in: table) == usual } == 1
  }

  /// The name that the server would choose for the index on a table.
  func usualName(in table: Table) -> String {
    let columns = elements.map { Name(unquoting: $0.expression.spelling).spelling }
    return ([table.name.spelling] + columns + ["idx"]).joined(separator: "_")
  }
}
