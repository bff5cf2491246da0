internal import Engine
internal import SchemaModel

/// What becomes of each element.
///
/// What needs something that goes, or that is altered underneath it, goes too and comes again.
struct ActionPlan {
  let base: DependencyGraph
  let target: DependencyGraph
  var actions: [ElementID: Action] = [:]
  /// Columns whose type changes, or gets another definition.
  private(set) var retyped: Set<ElementID> = []
  /// Domains that stay, and whose conditions go and come again with what they call.
  var rechecked: Set<ElementID> = []

  let options: PlanOptions
  private(set) var dependents: [ElementID: [ElementID]] = [:]
  var pending: [ElementID] = []

  init(from base: DependencyGraph, to target: DependencyGraph, options: PlanOptions) {
    self.base = base
    self.target = target
    self.options = options
    for element in base.elements.values {
      for need in element.needs { dependents[need, default: []].append(element.id) }
      if let host = element.belongsTo { dependents[host, default: []].append(element.id) }
    }
    for id in Set(base.elements.keys).union(target.elements.keys) { decide(id) }
    recreateAllObjectsIfAsked()
    rebuildTablesIfAsked()
    for id in actions.keys where actions[id] == .drop && id.aspect == .notNull {
      disturbPartitions(of: id)
    }
    settle()
    rebuildTablesWhoseRowsAreKept()
    detachKeysThatServeIndexes()
    recreateIndexesThatLeaveTheirParents()
    recreateWhatPartitionsWouldGet()
    recreateEnumerationsUsedAtOnce()
    rebuildTablesWhoseRowsAreKept()
    for id in defaultPrivilegesInTheWay { recreate(id) }
  }

  subscript(id: ElementID) -> Action { actions[id] ?? .keep }

  /// Whether a type keeps its columns while it is recreated: it is renamed aside, the columns are
  /// converted, and then the old one is dropped.
  func isExchanged(_ id: ElementID) -> Bool {
    guard self[id] == .recreate, id.part.kind.isType, !rechecked.contains(id) else { return false }
    return (dependents[id] ?? []).contains { isNeededForRows($0) || isExchanged($0) }
  }

  /// Whether it is a column whose values are converted or copied, or a type that goes after those of
  /// its columns have been.
  private func isNeededForRows(_ id: ElementID) -> Bool {
    if retyped.contains(id) || isCopied(id) { return true }
    guard self[id] == .drop, id.part.kind.isType else { return false }
    return (dependents[id] ?? []).contains(where: isNeededForRows)
  }

  /// Whether a column is of a type that is recreated, or of something made of it.
  func hasExchangedType(_ column: ElementID) -> Bool {
    (base[column]?.needs ?? []).contains {
      $0.part.kind != .object(.collation) && isExchanged($0)
    }
  }

  /// Whether a column stands aside with its table while the rows are copied.
  func isCopied(_ column: ElementID) -> Bool {
    column.part.kind == .column && column.part.table.map(isRebuilt) ?? false
  }

  /// The tables that stand aside with columns of a type while their rows are copied.
  func copied(from type: ElementID) -> [ElementID] {
    (dependents[type] ?? []).filter(isCopied).compactMap { $0.part.table.map(ElementID.table) }
  }

  /// The columns and types that are converted from a type's old definition to its new one.
  func converted(from type: ElementID) -> [ElementID] {
    (dependents[type] ?? []).filter { retyped.contains($0) || isExchanged($0) }
  }

  /// Whether the table's rows move into a new table of the same name.
  func isRebuilt(_ table: Name) -> Bool {
    guard self[.table(table)] == .recreate, let old = base.table(named: table),
      let new = target.table(named: table)
    else { return false }
    return old.holdsRows && new.holdsRows
  }

  /// Whether a partition is one all the time.
  func staysAttached(_ table: Table) -> Bool {
    let attachment = ElementID.table(table.name).with(.attachment)
    return !self[attachment].isDropped
      && !base.parents(of: table).contains { self[.table($0)].isDropped }
  }

  // MARK: First decisions

  private mutating func decide(_ id: ElementID) {
    guard let old = base[id] else {
      actions[id] = .create
      if let new = target[id] { rebuildIfItJoins(new) }
      return
    }
    guard let new = target[id] else {
      actions[id] = .drop
      pending.append(id)
      return
    }
    rebuildIfItIsNoLongerItsOwn(old, new)
    guard !old.isSame(as: new) else { return }
    rebuildIfItJoins(new)
    if ElementChange(from: old, to: new).isPossible, !isHeldBack(old, new) {
      actions[id] = .alter
      looseTables(of: id)
      if case .column(let from, _) = old.content, case .column(let to, _) = new.content,
        from.type != to.type || from.collation != to.collation
      {
        retype(id)
      }
    } else {
      recreate(id)
    }
  }

  /// A type is not altered while tables have its columns.
  private mutating func looseTables(of type: ElementID) {
    guard type.part.kind == .object(.compositeType) else { return }
    for dependent in dependents[type] ?? [] where dependent.aspect == .typing {
      recreate(dependent)
    }
  }

  /// The server refuses to write the rows again that columns elsewhere hold too.
  private mutating func rebuildTablesWhoseRowsAreKept() {
    for table in tablesWhoseRowsAreKept { recreate(table) }
    settle()
  }

  mutating func retype(_ id: ElementID) {
    if let table = id.part.table, base.table(named: table)?.isPartitioned(by: id.part.name) ?? false
    {
      return recreate(.table(table))
    }
    guard retyped.insert(id).inserted else { return }
    if actions[id] == nil { actions[id] = .alter }
    pending.append(id)
  }

  mutating func recreate(_ id: ElementID) {
    let isRechecked = rechecked.remove(id) != nil
    guard isRechecked || self[id] == .keep || self[id] == .alter else { return }
    guard target[id] != nil else { return }
    actions[id] = .recreate
    retyped.remove(id)
    pending.append(id)
    if let new = target[id] { rebuildIfItJoins(new) }
  }

  mutating func recreateAllObjectsIfAsked() {
    guard options.replacesAllObjects, actions.values.contains(where: { $0 != .keep }) else {
      return
    }
    for element in base.elements.values where element.object?.kind.holdsNoData ?? false {
      recreate(element.id)
    }
  }

  private mutating func rebuildTablesIfAsked() {
    guard options.rebuildsAlways else { return }
    for id in actions.keys where actions[id] != .keep {
      guard let name = id.part.kind == .table ? id.part.name : id.part.table else { continue }
      recreate(.table(name))
    }
  }

}

extension Table {
  fileprivate func isPartitioned(by column: Name) -> Bool {
    attributes[.partitionBy].map { SQLWords.contains(column.sql, in: $0) } ?? false
  }
}

extension ObjectReference.Kind {
  /// Whether columns can be of the thing, or have it for their collation.
  var isType: Bool {
    guard case .object(let kind) = self else { return false }
    switch kind {
    case .enumeration, .domain, .compositeType, .rangeType, .baseType, .collation: return true
    default: return false
    }
  }
}

extension SchemaObject.Kind {
  /// Whether the server keeps the parsed text, which holds the types of the columns that it uses.
  var isParsed: Bool {
    switch self {
    case .view, .materializedView, .rule, .policy, .trigger, .function, .procedure, .publication,
      .domain, .viewIndex:
      true
    default: false
    }
  }

  /// Whether the thing can be dropped and created without any loss.
  var holdsNoData: Bool {
    switch self {
    case .view, .trigger, .rule, .policy, .function, .procedure: true
    default: false
    }
  }
}
