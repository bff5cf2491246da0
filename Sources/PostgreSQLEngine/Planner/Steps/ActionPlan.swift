internal import Engine
internal import SchemaModel

/// What becomes of each element.
///
/// What needs something that goes, or that is altered underneath it, goes too and comes again.
struct ActionPlan {
  let base: DependencyGraph
  let target: DependencyGraph
  private(set) var actions: [ElementID: Action] = [:]
  /// Columns whose type changes, or gets another definition.
  private(set) var retyped: Set<ElementID> = []
  /// Domains that stay, and whose conditions go and come again with what they call.
  private(set) var rechecked: Set<ElementID> = []

  private let options: PlanOptions
  private(set) var dependents: [ElementID: [ElementID]] = [:]
  private var pending: [ElementID] = []

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

  /// What a table has of its own stays its own under a parent that it joins with `INHERIT`.
  private mutating func rebuildIfItJoins(_ element: SchemaElement) {
    guard case .attachment(let table) = element.content, table.attributes[.inherits] != nil,
      base[.table(table.name)] != nil
    else { return }
    let takesChecks = target.constraintsOfAncestors(of: table).contains { constraint in
      if case .check = constraint.rule { true } else { false }
    }
    if takesChecks || table.columns.contains(where: { $0.attributes[.inherited] == "yes" }) {
      recreate(.table(table.name))
    }
  }

  /// A column that a table has by itself stays its own when a parent gets one of the same name.
  private mutating func rebuildIfItIsNoLongerItsOwn(_ old: SchemaElement, _ new: SchemaElement) {
    guard case .column(let before, _) = old.content,
      case .column(let after, let table) = new.content,
      table.attributes[.inherits] != nil, after.isOnlyInherited, !before.isOnlyInherited
    else { return }
    recreate(.table(table.name))
  }

  /// The server refuses to write the rows again that columns elsewhere hold too.
  private mutating func rebuildTablesWhoseRowsAreKept() {
    for table in tablesWhoseRowsAreKept { recreate(table) }
    settle()
  }

  private mutating func retype(_ id: ElementID) {
    if let table = id.part.table, base.table(named: table)?.isPartitioned(by: id.part.name) ?? false
    {
      return recreate(.table(table))
    }
    guard retyped.insert(id).inserted else { return }
    if actions[id] == nil { actions[id] = .alter }
    pending.append(id)
  }

  private mutating func recreate(_ id: ElementID) {
    let isRechecked = rechecked.remove(id) != nil
    guard isRechecked || self[id] == .keep || self[id] == .alter else { return }
    guard target[id] != nil else { return }
    actions[id] = .recreate
    retyped.remove(id)
    pending.append(id)
    if let new = target[id] { rebuildIfItJoins(new) }
  }

  private mutating func recreateAllObjectsIfAsked() {
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

  // MARK: Consequences

  private mutating func settle() {
    while let id = pending.popLast() {
      for dependent in dependents[id] ?? [] { disturb(dependent, by: id) }
    }
  }

  private mutating func disturb(_ id: ElementID, by need: ElementID) {
    guard let element = base[id], self[id] == .keep || self[id] == .alter else { return }
    if element.belongsTo == need, let table = element.table, !staysAttached(table) { return }
    if retyped.contains(need) {
      disturb(element, byRetyped: need)
    } else if self[need].isDropped {
      // A parent's column comes and goes with those of its children.
      if case .attachment = element.content, need.part.kind == .column { return }
      // A column that gets another type or collation is without it by then.
      if retyped.contains(id), target[id]?.needs.contains(need) == false { return }
      if case .column = element.content, holdsValues(of: need, id) {
        retype(id)
      } else if canBeRechecked(element, without: need) {
        actions[id] = .recreate
        rechecked.insert(id)
      } else {
        recreate(id)
      }
    }
  }

  private mutating func disturb(_ element: SchemaElement, byRetyped column: ElementID) {
    switch element.content {
    case .object(let object) where object.kind.isParsed: recreate(element.id)
    case .column(let column, _) where column.generation != nil: recreate(element.id)
    case .columnDefault, .identity: if changesFamily(column) { recreate(element.id) }
    case .constraint(let constraint, _):
      if case .foreignKey = constraint.rule, changesFamily(column) { recreate(element.id) }
      if case .exclusion = constraint.rule, changesFamily(column) { recreate(element.id) }
    case .typing: recreate(element.id)
    case .index:
      if changesFamily(column) { recreateIfItSaysMore(element) }
      recreateIfItsNameIsLost(element)
    default: break
    }
  }

  /// The server makes the indexes of partitions again with their parent's, and chooses their names.
  private mutating func recreateIfItsNameIsLost(_ element: SchemaElement) {
    guard let index = element.index, let table = element.table, !index.hasUsualName(in: table)
    else {
      return
    }
    var element = element
    while let parent = element.belongsTo.flatMap({ base[$0] }) {
      recreate(element.id)
      recreate(parent.id)
      element = parent
    }
  }

  /// An index on an expression or with a condition is parsed again for the new type.
  private mutating func recreateIfItSaysMore(_ element: SchemaElement) {
    guard let index = element.index else { return }
    if index.predicate != nil { recreate(element.id) }
  }

  /// Whether a column's values are of another kind afterwards, and not just longer ones.
  private func changesFamily(_ column: ElementID) -> Bool {
    guard let old = base[column]?.column, let new = target[column]?.column else { return false }
    return old.type == new.type || TypeName(old.type).family != TypeName(new.type).family
  }

  /// A partitioned table lets its partitions have NULL with it, also those that shall not.
  private mutating func disturbPartitions(of notNull: ElementID) {
    guard let table = notNull.part.table,
      base.table(named: table)?.attributes[.partitionBy] != nil
    else { return }
    for child in base.children[table] ?? [] {
      let same = ElementID.column(notNull.part.name, of: child.name).with(.notNull)
      recreate(same)
      disturbPartitions(of: same)
    }
  }

  /// The key of a partition that serves as its part of an index of the parent can go with neither:
  /// the partition leaves for the time.
  private mutating func detachKeysThatServeIndexes() {
    for service in base.keysForIndexes
    where self[service.key].isDropped || self[service.index].isDropped {
      guard let table = service.key.part.table, !self[.table(table)].isDropped,
        !(service.index.part.table.map { self[.table($0)].isDropped } ?? false)
      else { continue }
      recreate(ElementID.table(table).with(.attachment))
    }
    settle()
  }

  /// An index of a partition that stays one cannot be detached from the parent's.
  private mutating func recreateIndexesThatLeaveTheirParents() {
    for element in base.elements.values where self[element.id] == .alter {
      guard let parent = element.belongsTo, target[element.id]?.belongsTo != parent,
        let table = element.table, staysAttached(table)
      else { continue }
      recreate(element.id)
      recreate(parent)
    }
    settle()
  }

  /// A table that becomes a partition gets a part of each index of its parent, also of those that
  /// not all partitions have.
  private mutating func recreateWhatPartitionsWouldGet() {
    for (parent, children) in target.children {
      guard let table = target.table(named: parent) else { continue }
      let coming = children.filter { self[ElementID.table($0.name).with(.attachment)].isCreated }
      guard !coming.isEmpty else { continue }
      for index in table.indexes where index.attributes[.only] != nil {
        if !coming.allSatisfy(index.isServed) { recreate(.index(index.name, of: parent)) }
      }
      for key in table.constraints where ConstraintText(key, of: table).isOfTableAlone {
        recreate(.constraint(key, of: parent))
      }
    }
    settle()
  }

  // MARK: Enumerations

  /// A value that a transaction has added cannot be used before it ends: where the plan does so,
  /// the type is recreated instead.
  private mutating func recreateEnumerationsUsedAtOnce() {
    var isSettled = false
    while !isSettled {
      isSettled = true
      for (id, action) in actions where action == .alter && id.part.kind == .object(.enumeration) {
        guard let old = base[id]?.object, let new = target[id]?.object else { continue }
        let added = Enumeration(new).labels.filter { !Enumeration(old).labels.contains($0) }
        guard options.rebuildsAlways || uses(added) else { continue }
        recreate(id)
        settle()
        isSettled = false
        break
      }
    }
  }

  private func uses(_ labels: [String]) -> Bool {
    let literals = labels.map(\.sqlLiteral)
    let texts = target.elements.values.filter { self[$0.id] != .keep }.compactMap(\.parsedText)
    let backfills = Array(options.backfills.values)
    return (texts + backfills).contains { text in literals.contains { text.contains($0) } }
  }
}

extension SchemaElement {
  /// The text of which the server evaluates or parses constants.
  fileprivate var parsedText: String? {
    switch content {
    case .columnDefault(let column, _): column.defaultValue?.spelling
    case .column(let column, _): column.generation?.expression.spelling
    case .constraint(let constraint, _): constraint.definition?.spelling
    case .index(let index, _): index.definition?.spelling ?? index.declaration
    case .attachment(let table): table.attributes[.bound]
    case .object(let object): object.kind.isParsed ? object.declaration : nil
    default: nil
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
  var isRoutine: Bool { self == .function || self == .procedure }

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
