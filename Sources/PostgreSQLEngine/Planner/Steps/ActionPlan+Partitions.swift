internal import Engine
internal import SchemaModel

/// What follows for partitions, and for tables that inherit from others.
extension ActionPlan {
  /// A partitioned table lets its partitions have NULL with it, also those that shall not.
  mutating func disturbPartitions(of notNull: ElementID) {
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
  mutating func detachKeysThatServeIndexes() {
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
  mutating func recreateIndexesThatLeaveTheirParents() {
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
  mutating func recreateWhatPartitionsWouldGet() {
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

  /// What a table has of its own stays its own under a parent that it joins with `INHERIT`.
  mutating func rebuildIfItJoins(_ element: SchemaElement) {
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
  mutating func rebuildIfItIsNoLongerItsOwn(_ old: SchemaElement, _ new: SchemaElement) {
    guard case .column(let before, _) = old.content,
      case .column(let after, let table) = new.content,
      table.attributes[.inherits] != nil, after.isOnlyInherited, !before.isOnlyInherited
    else { return }
    recreate(.table(table.name))
  }
}
