internal import Engine
internal import SchemaModel

/// Constraints of partitions that come when these are attached, or stay when they are detached.
extension StepMerging {
  /// The keys of a partition's parents for which the server would take a key of its own, unless that
  /// comes later.
  func keysOfParents(like constraint: Constraint, of table: Table) -> [ElementID] {
    guard constraint.rule.isKey, table.attributes[.partitionOf] != nil else { return [] }
    return target.ancestors(of: table).flatMap { parent in
      (target.table(named: parent)?.constraints ?? [])
        .filter { $0.rule.isKey && $0.rule.columns == constraint.rule.columns }
        .map { ElementID.constraint($0, of: parent) }
    }
  }

  /// Of the foreign keys of a table those that must come before one which refers to a partitioned
  /// table: the server makes a copy of that for each partition, and could take their names.
  func keysNamedByServer(besides constraint: Constraint, of table: Table) -> [ElementID] {
    guard case .foreignKey(let key) = constraint.rule,
      target.table(named: key.parent)?.attributes[.partitionBy] != nil,
      !constraint.isNamedByServer(in: table)
    else { return [] }
    return table.constraints.filter { $0.isNamedByServer(in: table) }
      .map { .constraint($0, of: table.name) }
  }

  /// Whether a key of a partition has the name that the server would choose for a parent's.
  func hasKeyNamedLikeParents(_ table: Table) -> Bool {
    guard table.attributes[.partitionOf] != nil else { return false }
    let own = Set(table.constraints.filter(\.rule.hasIndex).map(\.name))
    guard !own.isEmpty else { return false }
    return target.constraintsOfAncestors(of: table).contains { constraint in
      constraint.rule.isKey
        && own.contains(ConstraintText(constraint, of: table).nameInPartition())
    }
  }

  /// A constraint that becomes one with its parent's when the table is attached.
  func attachmentThatBrings(_ element: SchemaElement) -> Step? {
    guard case .constraint(let constraint, let table) = element.content,
      actions[element.id] == .drop,
      actions[.table(table.name).with(.attachment)].isCreated,
      let new = target.table(named: table.name),
      hasParent(of: new, in: target, with: constraint)
    else { return nil }
    return .create(ElementID.table(table.name).with(.attachment))
  }

  /// The constraints that stay with a table when it is detached.
  func constraintsLeft(with table: Table) -> [Constraint] {
    let unwanted = Set(constraintsLeftBehind(by: table))
    return inheritedConstraints(of: table, in: base).filter { !unwanted.contains($0) }
  }

  /// The constraints that stay with a table when it is detached, and shall not.
  func constraintsLeftBehind(by table: Table) -> [Constraint] {
    guard let new = target.table(named: table.name), !actions[.table(table.name)].isDropped else {
      return []
    }
    return base.ancestors(of: table).flatMap { parent in
      (base.table(named: parent)?.constraints ?? []).filter { constraint in
        !(new.constraints + table.constraints).contains { $0.demandsSame(as: constraint) }
          && !comesBack(constraint, from: parent, to: new)
      }
    }
  }

  /// Whether the table has the constraint from the parent again, once it is attached.
  private func comesBack(_ constraint: Constraint, from parent: Name, to table: Table) -> Bool {
    actions[.constraint(constraint, of: parent)] == .keep
      && target.ancestors(of: table).contains(parent)
  }

  /// A constraint that stays with the table when it is detached.
  func detachmentThatLeaves(_ element: SchemaElement) -> Step? {
    guard case .constraint(let constraint, let table) = element.content,
      actions[element.id] == .create,
      actions[.table(table.name).with(.attachment)].isDropped,
      let old = base.table(named: table.name), hasParent(of: old, in: base, with: constraint)
    else { return nil }
    return .drop(ElementID.table(table.name).with(.attachment))
  }

  private func hasParent(
    of table: Table, in graph: DependencyGraph, with constraint: Constraint
  ) -> Bool {
    inheritedConstraints(of: table, in: graph).contains { $0.demandsSame(as: constraint) }
  }

  /// The checks that a table must have before it can be attached.
  func checksOfParents(of table: Table) -> [Constraint] {
    var names: Set<Name?> = []
    return inheritedConstraints(of: table, in: target).filter { constraint in
      guard case .check = constraint.rule else { return false }
      return names.insert(constraint.name).inserted
    }
  }

  /// What a table has from its parents: partitions all, other children checks only
  /// (<https://www.postgresql.org/docs/current/ddl-inherit.html>).
  private func inheritedConstraints(of table: Table, in graph: DependencyGraph) -> [Constraint] {
    graph.constraintsOfAncestors(of: table).filter { constraint in
      guard table.attributes[.partitionOf] == nil else { return true }
      guard case .check = constraint.rule else { return false }
      return ConstraintText(constraint, of: table).isInherited
    }
  }
}
