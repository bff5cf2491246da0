internal import Engine
internal import SchemaModel

/// Which step does what: many facts come and go with others, without a statement of their own.
struct Hosts {
  let fates: Fates
  let options: PlanOptions
  /// Facts that could come or go with others, and have steps of their own.
  private(set) var separate: Set<FactID> = []
  let successions: Successions
  private let serials: Serials
  /// Facts that could go with others, and go before them.
  private let departing: Set<FactID>

  var base: Inventory { fates.base }
  var target: Inventory { fates.target }

  init(_ fates: Fates, options: PlanOptions) {
    self.fates = fates
    self.options = options
    serials = Serials(fates)
    successions = Successions(fates)
    departing = Departures(fates).facts
    for fact in target.facts.values where fates[fact.id].isMade && mustBeSeparate(fact) {
      separate.insert(fact.id)
    }
    for fact in base.facts.values where refersToItsParent(fact) { separate.insert(fact.id) }
    for parent in referredParents {
      for partition in base.partitions(below: parent) {
        separate.insert(FactID.table(partition.name).with(.attachment))
      }
    }
  }

  mutating func separate(_ id: FactID) { separate.insert(id) }

  /// Whether the column is written as `serial`.
  func isSerial(_ column: FactID) -> Bool { serials.columns[column] != nil }

  /// The step that does what another asks for.
  func host(of step: Step) -> Step {
    var step = step
    while let next = nextHost(of: step), next != step { step = next }
    return step
  }

  private func nextHost(of step: Step) -> Step? {
    switch step.phase {
    case .remove: removalHost(of: step.id)
    case .make: makingHost(of: step.id)
    case .change: changeHost(of: step.id)
    case .fill, .finish: nil
    }
  }

  // MARK: What goes with others

  private func removalHost(of id: FactID) -> Step? {
    guard let fact = base[id] else { return nil }
    if case .table(let table) = fact.content, fates[id] == .remove {
      // The rows of a partition move with those of its parent, where others are to share them.
      for parent in base.parents(of: table)
      where table.attributes[.partitionOf] != nil && isPartitionedAnew(parent) {
        return .fill(.table(parent))
      }
    }
    if case .table(let table) = fact.content, fates[id] == .remove,
      table.attributes[.partitionOf] != nil,
      let parent = base.parents(of: table).first(where: { fates[.table($0)] == .remove })
    {
      return .remove(.table(parent))
    }
    guard !separate.contains(id), !departing.contains(id) else { return nil }
    return removalHosts(of: fact).first { goes(fact, with: $0) }.map(Step.remove)
      ?? attachmentThatBrings(fact)
  }

  /// What goes for good with something that comes again is said, so that nobody brings it back.
  private func goes(_ fact: Fact, with host: FactID) -> Bool {
    fates[host] == .remove || fates[host] == .replace && !isSaid(fact)
  }

  private func isSaid(_ fact: Fact) -> Bool {
    switch fact.object?.kind {
    case .comment, .owner, .trigger, .policy, .rule, .viewIndex, .statistics:
      fates[fact.id] == .remove
    case .privileges:
      fates[fact.id] == .remove || !(target[fact.id].map(fact.isSame) ?? false)
    default: false
    }
  }

  private func isPartitionedAnew(_ table: Name) -> Bool {
    fates.isRebuilt(table)
      && base.table(named: table)?.attributes[.partitionBy]
        != target.table(named: table)?.attributes[.partitionBy]
  }

  private func removalHosts(of fact: Fact) -> [FactID] {
    switch fact.content {
    case .table: []
    case .column(_, let table):
      [.table(table.name)] + sameFactOfParents(fact, in: base).filter(isFollowed)
    case .notNull, .identity, .columnDefault:
      fact.needs.filter { $0.part.kind == .column && $0.aspect == .existence }
        + sameFactOfParents(fact, in: base).filter(isFollowed)
    case .constraint(_, let table): [.table(table.name)] + fact.columns(of: table)
    case .index(_, let table):
      [.table(table.name)] + fact.columns(of: table)
        + (fates.staysAttached(table) ? [fact.belongsTo].compactMap(\.self) : [])
    case .attachment, .replicaIdentity, .clustering, .typing: [fact.id.with(.existence)]
    case .object(let object): removalHosts(of: object, fact)
    case .ownership: [fact.id.with(.existence)]
    }
  }

  private func removalHosts(of object: SchemaObject, _ fact: Fact) -> [FactID] {
    switch object.kind {
    case .comment, .privileges, .owner: fact.needs.sorted()
    case .sequence: base[fact.id.with(.ownership)]?.needs.filter { $0 != fact.id } ?? []
    case .trigger, .policy, .rule, .viewIndex, .statistics:
      fact.needs.filter { need in need.part.name == object.table && need.isRelation }
    default: []
    }
  }

  /// The same property of the column that the parent has, where the child has it by inheritance and
  /// does what the parent does.
  private func sameFactOfParents(_ fact: Fact, in side: Inventory) -> [FactID] {
    guard let column = fact.column, let table = fact.table, column.isInherited,
      [.keep, .change].contains(fates[.table(table.name).with(.attachment)])
    else { return [] }
    if case .column = fact.content, fates[fact.id] != .change, !column.isOnlyInherited { return [] }
    return side.parents(of: table).map { parent in
      FactID(ObjectReference(fact.id.part.kind, fact.id.part.name, of: parent), fact.id.aspect)
    }.filter { side[$0] != nil }
  }

  // MARK: What comes with others

  private func makingHost(of id: FactID) -> Step? {
    guard !separate.contains(id), let fact = target[id] else { return nil }
    switch fact.content {
    case .table: return nil
    case .column(_, let table):
      return fates[.table(table.name)].isMade
        ? .make(.table(table.name)) : madeParent(of: fact)
    case .notNull(let column, let table), .identity(let column, let table),
      .columnDefault(let column, let table):
      let host = FactID.column(column.name, of: table.name)
      return fates[host].isMade ? .make(host) : madeParent(of: fact)
    case .constraint(_, let table):
      return fates[.table(table.name)].isMade
        ? .make(.table(table.name)) : detachmentThatLeaves(fact)
    case .attachment(let table), .typing(let table):
      return fates[.table(table.name)].isMade ? .make(.table(table.name)) : nil
    case .index: return hostOfPartitionIndex(fact)
    case .ownership, .object:
      return serials.column(of: id.with(.existence)).map { .make($0) }
    case .replicaIdentity, .clustering: return nil
    }
  }

  private func madeParent(of fact: Fact) -> Step? {
    sameFactOfParents(fact, in: target).first { fates[$0].isMade && isFollowed($0) }.map(Step.make)
  }

  /// An index that the server makes by itself with the partition, or with its parent's index.
  private func hostOfPartitionIndex(_ fact: Fact) -> Step? {
    guard let parent = fact.belongsTo, let table = fact.table, isMadeByServer(fact),
      let host = target[parent], let whole = host.index, whole.attributes[.only] == nil
    else { return nil }
    if fates[parent].isMade {
      return host.table.map { isMadeAlone(whole, on: $0) } ?? false ? nil : .make(parent)
    }
    let attachment = FactID.table(table.name).with(.attachment)
    return fates[attachment].isMade ? .make(attachment) : nil
  }

  /// Whether the server makes the index of a partition as it should be, name and all.
  private func isMadeByServer(_ fact: Fact) -> Bool {
    guard let index = fact.index, let table = fact.table, index.hasUsualName(in: table),
      let host = fact.belongsTo.flatMap({ target[$0] }), let whole = host.index,
      let parent = host.table
    else { return false }
    return index.isCopy(on: table, of: whole, on: parent)
  }

  /// Whether an index is made without those of the partitions, which are attached to it.
  ///
  /// The server might attach others than it should: it does not look at the order of columns.
  func isMadeAlone(_ index: Index, on table: Table) -> Bool {
    index.attributes[.only] != nil
      || (target.children[table.name] ?? []).contains { child in
        index.isServed(in: child)
          && child.indexes.count { $0.usualName(in: child) == index.usualName(in: child) } > 1
      }
  }

  // MARK: What is altered with others

  private func changeHost(of id: FactID) -> Step? {
    guard let old = base[id], let new = target[id], !separate.contains(id) else { return nil }
    switch new.content {
    case .column, .columnDefault, .notNull:
      return sameFactOfParents(new, in: target).first { parent in
        fates[parent] == .change && old.column?.isInherited ?? false
          && (new.id.part.kind == .column || isSameChange(id, parent)) && isFollowed(parent)
      }.map(Step.change)
    case .identity(let column, let table):
      // Its bounds must fit the type at each moment.
      let host = FactID.column(column.name, of: table.name)
      return fates.retyped.contains(host) ? .change(host) : nil
    default: return nil
    }
  }

  private func isSameChange(_ child: FactID, _ parent: FactID) -> Bool {
    guard let oldChild = base[child], let newChild = target[child], let oldParent = base[parent],
      let newParent = target[parent]
    else { return false }
    return oldChild.isSame(as: oldParent) && newChild.isSame(as: newParent)
  }

  /// Whether all partitions and children do as the parent does, so that one statement serves all.
  func isFollowed(_ id: FactID) -> Bool {
    guard let table = id.part.table,
      id.part.kind == .columnDefault || id.aspect == .notNull || fates[id] == .remove
    else { return true }
    // What a partitioned table refuses, its partitions refuse.
    if id.aspect == .notNull, base.table(named: table)?.attributes[.partitionBy] != nil {
      return true
    }
    return (target.children[table] ?? []).allSatisfy { child in
      let same = FactID(ObjectReference(id.part.kind, id.part.name, of: child.name), id.aspect)
      guard fates[.table(child.name)] == .keep || fates[.table(child.name)] == .change,
        base.parents(of: child).contains(table)
      else { return true }
      guard fates[same] == fates[id], let new = target[same] ?? base[same],
        let parent = target[id] ?? base[id], new.isSame(as: parent)
      else { return false }
      return isFollowed(same)
    }
  }

  // MARK: What has statements of its own from the start

  private func mustBeSeparate(_ fact: Fact) -> Bool {
    switch fact.content {
    case .constraint(let constraint, let table):
      return (constraint.definition?.spelling.hasSuffix(ConstraintText.notValid) ?? false)
        || constraint.isTakenForAnother(in: table)
        || !keysOfParents(like: constraint, of: table).isEmpty
        || !keysNamedByServer(besides: constraint, of: table).isEmpty
    case .identity(_, let table): return isAddedAboveOthers(fact, table)
    case .notNull(let column, let table) where column.attributes[.identity] != nil:
      return isAddedAboveOthers(fact, table)
    case .notNull(let column, _) where column.attributes[.notNullNotValid] != nil: return true
    case .notNull(let column, let table):
      return fates.base.table(named: table.name) != nil && !fates.isRebuilt(table.name)
        && Filling(column, of: table, options: options).isNeeded
    case .attachment(let table): return !canBeCreatedAttached(table)
    default: return false
    }
  }

  /// Whether a column comes to a table that is there, and to its children with it, which cannot have
  /// the column's identity.
  private func isAddedAboveOthers(_ fact: Fact, _ table: Table) -> Bool {
    fates[fact.id.with(.existence)].isMade && !fates[.table(table.name)].isMade
      && !(target.children[table.name] ?? []).isEmpty
  }

  /// Whether `PARTITION OF` or `INHERITS` will do: the indexes that come with it are what they
  /// should be, and none serves as one, or has the name of one, that the table's own key makes.
  private func canBeCreatedAttached(_ table: Table) -> Bool {
    table.indexes.allSatisfy { index in
      guard index.attributes[.partitionOf] != nil,
        let fact = target[.index(index.name, of: table.name)]
      else { return true }
      return isMadeByServer(fact) || comesBeforeItsParent(fact)
    } && !hasKeyForIndexOfParent(table) && !hasKeyNamedLikeParents(table)
  }

  private func hasKeyForIndexOfParent(_ table: Table) -> Bool {
    guard table.attributes[.partitionOf] != nil, table.constraints.contains(where: \.rule.isKey)
    else { return false }
    return target.parents(of: table).contains { parent in
      (target.table(named: parent)?.indexes ?? []).contains { index in
        !index.isServed(in: table) && !fates[.index(index.name, of: parent)].isMade
      }
    }
  }

  /// Whether a partition has a foreign key to its own parent, with which it can neither leave nor go.
  private func refersToItsParent(_ fact: Fact) -> Bool {
    guard case .foreignKey(let key) = fact.constraint?.rule, let table = fact.table else {
      return false
    }
    return table.attributes[.partitionOf] != nil && base.parents(of: table).contains(key.parent)
  }

  /// Partitioned tables that a foreign key goes on referring to: a partition can only leave them, and
  /// be dropped then.
  private var referredParents: Set<Name> {
    Set(
      base.facts.values.compactMap { fact in
        guard case .foreignKey(let key) = fact.constraint?.rule, !fates[fact.id].isRemoved,
          base.table(named: key.parent)?.attributes[.partitionBy] != nil
        else { return nil }
        return key.parent
      })
  }

  private func comesBeforeItsParent(_ index: Fact) -> Bool {
    index.belongsTo.map { fates[$0].isMade } ?? false
  }
}

extension FactID {
  fileprivate var isRelation: Bool {
    switch part.kind {
    case .table, .object(.view), .object(.materializedView): aspect == .existence
    default: false
    }
  }
}

extension Fact {
  /// The columns of the table that this cannot be without.
  fileprivate func columns(of table: Table) -> [FactID] {
    // A column that a key refers to does not take the key with it, though it may be the same table's.
    if case .foreignKey(let key) = constraint?.rule {
      return key.columns.map { .column($0, of: table.name) }
    }
    return needs.filter {
      $0.part.kind == .column && $0.part.table == table.name && $0.aspect == .existence
    }
  }
}

extension Constraint {
  /// Whether `CREATE TABLE` makes only one index for this and another key on the same columns.
  fileprivate func isTakenForAnother(in table: Table) -> Bool {
    guard let place = table.constraints.firstIndex(where: { $0.name == name }) else { return false }
    return table.constraints.enumerated().contains { position, other in
      guard position != place else { return false }
      switch (rule, other.rule) {
      case (.unique, .primaryKey): return other.rule.columns == rule.columns
      case (.unique, .unique): return position < place && other.rule.columns == rule.columns
      case (.exclusion, .exclusion): return position < place && other.demandsSame(as: self)
      default: return false
      }
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
