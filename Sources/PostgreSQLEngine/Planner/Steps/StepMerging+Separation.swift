internal import Engine
internal import SchemaModel

/// What has statements of its own from the start.
extension StepMerging {
  func mustBeSeparate(_ element: SchemaElement) -> Bool {
    switch element.content {
    case .constraint(let constraint, let table):
      return (constraint.definition?.spelling.hasSuffix(ConstraintText.notValid) ?? false)
        || constraint.isTakenForAnother(in: table)
        || !keysOfParents(like: constraint, of: table).isEmpty
        || !keysNamedByServer(besides: constraint, of: table).isEmpty
    case .identity(_, let table): return isAddedAboveOthers(element, table)
    case .notNull(let column, let table) where column.attributes[.identity] != nil:
      return isAddedAboveOthers(element, table)
    case .notNull(let column, _) where column.attributes[.notNullNotValid] != nil: return true
    case .notNull(let column, let table):
      return actions.base.table(named: table.name) != nil && !actions.isRebuilt(table.name)
        && Backfill(column, of: table, options: options).isNeeded
    case .attachment(let table): return !canBeCreatedAttached(table)
    default: return false
    }
  }

  /// Whether a column comes to a table that is there, and to its children with it, which cannot have
  /// the column's identity.
  private func isAddedAboveOthers(_ element: SchemaElement, _ table: Table) -> Bool {
    actions[element.id.with(.existence)].isCreated && !actions[.table(table.name)].isCreated
      && !(target.children[table.name] ?? []).isEmpty
  }

  /// Whether `PARTITION OF` or `INHERITS` will do: the indexes that come with it are what they
  /// should be, and none serves as one, or has the name of one, that the table's own key makes.
  private func canBeCreatedAttached(_ table: Table) -> Bool {
    table.indexes.allSatisfy { index in
      guard index.attributes[.partitionOf] != nil,
        let element = target[.index(index.name, of: table.name)]
      else { return true }
      return isCreatedByServer(element) || comesBeforeItsParent(element)
    } && !hasKeyForIndexOfParent(table) && !hasKeyNamedLikeParents(table)
  }

  private func hasKeyForIndexOfParent(_ table: Table) -> Bool {
    guard table.attributes[.partitionOf] != nil, table.constraints.contains(where: \.rule.isKey)
    else { return false }
    return target.parents(of: table).contains { parent in
      (target.table(named: parent)?.indexes ?? []).contains { index in
        !index.isServed(in: table) && !actions[.index(index.name, of: parent)].isCreated
      }
    }
  }

  /// Whether a partition has a foreign key to its own parent, with which it can neither leave nor go.
  func refersToItsParent(_ element: SchemaElement) -> Bool {
    guard case .foreignKey(let key) = element.constraint?.rule, let table = element.table else {
      return false
    }
    return table.attributes[.partitionOf] != nil && base.parents(of: table).contains(key.parent)
  }

  /// Partitioned tables that a foreign key goes on referring to: a partition can only leave them, and
  /// be dropped then.
  var referredParents: Set<Name> {
    Set(
      base.elements.values.compactMap { element in
        guard case .foreignKey(let key) = element.constraint?.rule, !actions[element.id].isDropped,
          base.table(named: key.parent)?.attributes[.partitionBy] != nil
        else { return nil }
        return key.parent
      })
  }

  private func comesBeforeItsParent(_ index: SchemaElement) -> Bool {
    index.belongsTo.map { actions[$0].isCreated } ?? false
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
