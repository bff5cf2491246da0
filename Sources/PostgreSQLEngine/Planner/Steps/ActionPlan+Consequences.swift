internal import Engine
internal import SchemaModel

/// What follows for others from what is dropped, recreated or gets another type.
extension ActionPlan {
  mutating func settle() {
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
}
