internal import Engine
internal import SchemaModel

/// What becomes of each fact.
///
/// What needs something that goes, or that is altered underneath it, goes too and comes again.
struct Fates {
  let base: Inventory
  let target: Inventory
  private(set) var fates: [FactID: Fate] = [:]
  /// Columns whose type changes, or gets another definition.
  private(set) var retyped: Set<FactID> = []
  /// Domains that stay, and whose conditions go and come again with what they call.
  private(set) var rechecked: Set<FactID> = []

  private let options: PlanOptions
  private(set) var dependents: [FactID: [FactID]] = [:]
  private var pending: [FactID] = []

  init(from base: Inventory, to target: Inventory, options: PlanOptions) {
    self.base = base
    self.target = target
    self.options = options
    for fact in base.facts.values {
      for need in fact.needs { dependents[need, default: []].append(fact.id) }
      if let host = fact.belongsTo { dependents[host, default: []].append(fact.id) }
    }
    for id in Set(base.facts.keys).union(target.facts.keys) { decide(id) }
    replaceAllObjectsIfAsked()
    rebuildTablesIfAsked()
    for id in fates.keys where fates[id] == .remove && id.aspect == .notNull {
      disturbPartitions(of: id)
    }
    settle()
    rebuildTablesWhoseRowsAreKept()
    detachKeysThatServeIndexes()
    remakeIndexesThatLeaveTheirParents()
    remakeWhatPartitionsWouldGet()
    replaceEnumerationsUsedAtOnce()
    rebuildTablesWhoseRowsAreKept()
    for id in defaultPrivilegesInTheWay { replace(id) }
  }

  subscript(id: FactID) -> Fate { fates[id] ?? .keep }

  /// Whether a type keeps its columns while it is made anew: it is renamed aside, the columns are
  /// converted, and then the old one is dropped.
  func isExchanged(_ id: FactID) -> Bool {
    guard self[id] == .replace, id.part.kind.isType, !rechecked.contains(id) else { return false }
    return (dependents[id] ?? []).contains { isNeededForRows($0) || isExchanged($0) }
  }

  /// Whether it is a column whose values are converted or copied, or a type that goes after those of
  /// its columns have been.
  private func isNeededForRows(_ id: FactID) -> Bool {
    if retyped.contains(id) || isCopied(id) { return true }
    guard self[id] == .remove, id.part.kind.isType else { return false }
    return (dependents[id] ?? []).contains(where: isNeededForRows)
  }

  /// Whether a column is of a type that is made anew, or of something made of it.
  func hasExchangedType(_ column: FactID) -> Bool {
    (base[column]?.needs ?? []).contains {
      $0.part.kind != .object(.collation) && isExchanged($0)
    }
  }

  /// Whether a column stands aside with its table while the rows are copied.
  func isCopied(_ column: FactID) -> Bool {
    column.part.kind == .column && column.part.table.map(isRebuilt) ?? false
  }

  /// The tables that stand aside with columns of a type while their rows are copied.
  func copied(from type: FactID) -> [FactID] {
    (dependents[type] ?? []).filter(isCopied).compactMap { $0.part.table.map(FactID.table) }
  }

  /// The columns and types that are converted from a type's old definition to its new one.
  func converted(from type: FactID) -> [FactID] {
    (dependents[type] ?? []).filter { retyped.contains($0) || isExchanged($0) }
  }

  /// Whether the table's rows move into a new table of the same name.
  func isRebuilt(_ table: Name) -> Bool {
    guard self[.table(table)] == .replace, let old = base.table(named: table),
      let new = target.table(named: table)
    else { return false }
    return old.holdsRows && new.holdsRows
  }

  /// Whether a partition is one all the time.
  func staysAttached(_ table: Table) -> Bool {
    let attachment = FactID.table(table.name).with(.attachment)
    return !self[attachment].isRemoved
      && !base.parents(of: table).contains { self[.table($0)].isRemoved }
  }

  // MARK: First decisions

  private mutating func decide(_ id: FactID) {
    guard let old = base[id] else {
      fates[id] = .make
      if let new = target[id] { rebuildIfItJoins(new) }
      return
    }
    guard let new = target[id] else {
      fates[id] = .remove
      pending.append(id)
      return
    }
    rebuildIfItIsNoLongerItsOwn(old, new)
    guard !old.isSame(as: new) else { return }
    rebuildIfItJoins(new)
    if FactChange(from: old, to: new).isPossible, !isHeldBack(old, new) {
      fates[id] = .change
      looseTables(of: id)
      if case .column(let from, _) = old.content, case .column(let to, _) = new.content,
        from.type != to.type || from.collation != to.collation
      {
        retype(id)
      }
    } else {
      replace(id)
    }
  }

  /// A type is not altered while tables have its columns.
  private mutating func looseTables(of type: FactID) {
    guard type.part.kind == .object(.compositeType) else { return }
    for dependent in dependents[type] ?? [] where dependent.aspect == .typing {
      replace(dependent)
    }
  }

  /// What a table has of its own stays its own under a parent that it joins with `INHERIT`.
  private mutating func rebuildIfItJoins(_ fact: Fact) {
    guard case .attachment(let table) = fact.content, table.attributes[.inherits] != nil,
      base[.table(table.name)] != nil
    else { return }
    let takesChecks = target.constraintsOfAncestors(of: table).contains { constraint in
      if case .check = constraint.rule { true } else { false }
    }
    if takesChecks || table.columns.contains(where: { $0.attributes[.inherited] == "yes" }) {
      replace(.table(table.name))
    }
  }

  /// A column that a table has by itself stays its own when a parent gets one of the same name.
  private mutating func rebuildIfItIsNoLongerItsOwn(_ old: Fact, _ new: Fact) {
    guard case .column(let before, _) = old.content,
      case .column(let after, let table) = new.content,
      table.attributes[.inherits] != nil, after.isOnlyInherited, !before.isOnlyInherited
    else { return }
    replace(.table(table.name))
  }

  /// The server refuses to write the rows again that columns elsewhere hold too.
  private mutating func rebuildTablesWhoseRowsAreKept() {
    for table in tablesWhoseRowsAreKept { replace(table) }
    settle()
  }

  private mutating func retype(_ id: FactID) {
    if let table = id.part.table, base.table(named: table)?.isPartitioned(by: id.part.name) ?? false
    {
      return replace(.table(table))
    }
    guard retyped.insert(id).inserted else { return }
    if fates[id] == nil { fates[id] = .change }
    pending.append(id)
  }

  private mutating func replace(_ id: FactID) {
    let isRechecked = rechecked.remove(id) != nil
    guard isRechecked || self[id] == .keep || self[id] == .change else { return }
    guard target[id] != nil else { return }
    fates[id] = .replace
    retyped.remove(id)
    pending.append(id)
    if let new = target[id] { rebuildIfItJoins(new) }
  }

  private mutating func replaceAllObjectsIfAsked() {
    guard options.replacesAllObjects, fates.values.contains(where: { $0 != .keep }) else { return }
    for fact in base.facts.values where fact.object?.kind.holdsNoData ?? false {
      replace(fact.id)
    }
  }

  private mutating func rebuildTablesIfAsked() {
    guard options.rebuildsAlways else { return }
    for id in fates.keys where fates[id] != .keep {
      guard let name = id.part.kind == .table ? id.part.name : id.part.table else { continue }
      replace(.table(name))
    }
  }

  // MARK: Consequences

  private mutating func settle() {
    while let id = pending.popLast() {
      for dependent in dependents[id] ?? [] { disturb(dependent, by: id) }
    }
  }

  private mutating func disturb(_ id: FactID, by need: FactID) {
    guard let fact = base[id], self[id] == .keep || self[id] == .change else { return }
    if fact.belongsTo == need, let table = fact.table, !staysAttached(table) { return }
    if retyped.contains(need) {
      disturb(fact, byRetyped: need)
    } else if self[need].isRemoved {
      // A parent's column comes and goes with those of its children.
      if case .attachment = fact.content, need.part.kind == .column { return }
      // A column that gets another type or collation is without it by then.
      if retyped.contains(id), target[id]?.needs.contains(need) == false { return }
      if case .column = fact.content, holdsValues(of: need, id) {
        retype(id)
      } else if canBeRechecked(fact, without: need) {
        fates[id] = .replace
        rechecked.insert(id)
      } else {
        replace(id)
      }
    }
  }

  private mutating func disturb(_ fact: Fact, byRetyped column: FactID) {
    switch fact.content {
    case .object(let object) where object.kind.isParsed: replace(fact.id)
    case .column(let column, _) where column.generation != nil: replace(fact.id)
    case .columnDefault, .identity: if changesFamily(column) { replace(fact.id) }
    case .constraint(let constraint, _):
      if case .foreignKey = constraint.rule, changesFamily(column) { replace(fact.id) }
      if case .exclusion = constraint.rule, changesFamily(column) { replace(fact.id) }
    case .typing: replace(fact.id)
    case .index:
      if changesFamily(column) { replaceIfItSaysMore(fact) }
      replaceIfItsNameIsLost(fact)
    default: break
    }
  }

  /// The server makes the indexes of partitions again with their parent's, and chooses their names.
  private mutating func replaceIfItsNameIsLost(_ fact: Fact) {
    guard let index = fact.index, let table = fact.table, !index.hasUsualName(in: table) else {
      return
    }
    var fact = fact
    while let parent = fact.belongsTo.flatMap({ base[$0] }) {
      replace(fact.id)
      replace(parent.id)
      fact = parent
    }
  }

  /// An index on an expression or with a condition is parsed again for the new type.
  private mutating func replaceIfItSaysMore(_ fact: Fact) {
    guard let index = fact.index else { return }
    if index.predicate != nil { replace(fact.id) }
  }

  /// Whether a column's values are of another kind afterwards, and not just longer ones.
  private func changesFamily(_ column: FactID) -> Bool {
    guard let old = base[column]?.column, let new = target[column]?.column else { return false }
    return old.type == new.type || TypeName(old.type).family != TypeName(new.type).family
  }

  /// A partitioned table lets its partitions have NULL with it, also those that shall not.
  private mutating func disturbPartitions(of notNull: FactID) {
    guard let table = notNull.part.table,
      base.table(named: table)?.attributes[.partitionBy] != nil
    else { return }
    for child in base.children[table] ?? [] {
      let same = FactID.column(notNull.part.name, of: child.name).with(.notNull)
      replace(same)
      disturbPartitions(of: same)
    }
  }

  /// The key of a partition that serves as its part of an index of the parent can go with neither:
  /// the partition leaves for the time.
  private mutating func detachKeysThatServeIndexes() {
    for service in base.keysForIndexes
    where self[service.key].isRemoved || self[service.index].isRemoved {
      guard let table = service.key.part.table, !self[.table(table)].isRemoved,
        !(service.index.part.table.map { self[.table($0)].isRemoved } ?? false)
      else { continue }
      replace(FactID.table(table).with(.attachment))
    }
    settle()
  }

  /// An index of a partition that stays one cannot be detached from the parent's.
  private mutating func remakeIndexesThatLeaveTheirParents() {
    for fact in base.facts.values where self[fact.id] == .change {
      guard let parent = fact.belongsTo, target[fact.id]?.belongsTo != parent,
        let table = fact.table, staysAttached(table)
      else { continue }
      replace(fact.id)
      replace(parent)
    }
    settle()
  }

  /// A table that becomes a partition gets a part of each index of its parent, also of those that
  /// not all partitions have.
  private mutating func remakeWhatPartitionsWouldGet() {
    for (parent, children) in target.children {
      guard let table = target.table(named: parent) else { continue }
      let coming = children.filter { self[FactID.table($0.name).with(.attachment)].isMade }
      guard !coming.isEmpty else { continue }
      for index in table.indexes where index.attributes[.only] != nil {
        if !coming.allSatisfy(index.isServed) { replace(.index(index.name, of: parent)) }
      }
      for key in table.constraints where ConstraintText(key, of: table).isOfTableAlone {
        replace(.constraint(key, of: parent))
      }
    }
    settle()
  }

  // MARK: Enumerations

  /// A value that a transaction has added cannot be used before it ends: where the plan does so,
  /// the type is made anew instead.
  private mutating func replaceEnumerationsUsedAtOnce() {
    var isSettled = false
    while !isSettled {
      isSettled = true
      for (id, fate) in fates where fate == .change && id.part.kind == .object(.enumeration) {
        guard let old = base[id]?.object, let new = target[id]?.object else { continue }
        let added = Enumeration(new).labels.filter { !Enumeration(old).labels.contains($0) }
        guard options.rebuildsAlways || uses(added) else { continue }
        replace(id)
        settle()
        isSettled = false
        break
      }
    }
  }

  private func uses(_ labels: [String]) -> Bool {
    let literals = labels.map(\.sqlLiteral)
    let texts = target.facts.values.filter { self[$0.id] != .keep }.compactMap(\.parsedText)
    let backfills = Array(options.backfills.values)
    return (texts + backfills).contains { text in literals.contains { text.contains($0) } }
  }
}

extension Fact {
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
