internal import Engine
internal import SchemaModel

/// The hazards that follow from a plan's changes alone, whatever rows there are.
struct PlanHazards {
  let changes: [SchemaChange]
  /// The schema before the changes, renames made.
  let from: Schema
  let target: Schema
  let virtualTables: VirtualTableChanges
  let options: PlanOptions

  func hazards() -> [Hazard] {
    var seen: Set<Hazard> = []
    let unfilled = ColumnReference.needingValues(
      in: changes, from: from, to: target, backfills: options.backfills)
    return
      (changes.flatMap { Hazard.inherent(in: $0) + losses(in: $0) + failures(of: $0) }
      + unfilled.map { failure($0.description) }
      + virtualTables.broken.map { Hazard(.dropTable, subject: $0.spelling) })
      .filter { seen.insert($0).inserted }
  }

  private func losses(in change: SchemaChange) -> [Hazard] {
    guard case .dropObject(let object) = change, !target.objects.contains(object) else { return [] }
    return virtualTables.change(of: object)?.hazards() ?? []
  }

  private func failures(of change: SchemaChange) -> [Hazard] {
    switch change {
    case .alterOptions(_, let options, let table) where options.contains(.strict):
      StrictCopy(from: from.table(named: table), to: target.table(named: table)).refusals
        .map { failure($0.description) }
    case .alterColumn(let old, let new, let table):
      (StrictCopy(from: from.table(named: table), to: target.table(named: table))
        .refuses(old, as: new) ? [failure("\(table).\(new.name)")] : [])
        + target.keysThatRepeat(where: old, becomes: new, of: table)
        .map { failure($0.subject(in: table)) }
    case .addConstraint(let constraint, let table):
      addedFailure(of: constraint, in: table).map { [failure($0)] } ?? []
    case .createIndex(let index, let table)
    where index.isUnique && !(from.table(named: table)?.indexes.contains(index) ?? false):
      isNull(index.elements.map { Name(sqlite: $0.expression.spelling) }, in: table)
        ? [] : [failure(index.subject(in: table))]
    default: []
    }
  }

  private func failure(_ subject: String) -> Hazard { Hazard(.failsOnRows, subject: subject) }

  private func addedFailure(of constraint: Constraint, in table: Name) -> String? {
    if case .primaryKey(let key) = constraint.rule, key.isRowID {
      // Another column may have NULLs, and texts that were no number.
      return isNumbered(key, in: table) ? nil : constraint.subject(in: table)
    }
    let held = from.table(named: table)?.constraints.map(\.rule.demand) ?? []
    guard !held.contains(constraint.rule.demand) else { return nil }
    switch constraint.rule {
    case .unique(let unique) where isNull(unique.columns.map(\.name), in: table): return nil
    case .foreignKey(let key) where isNull(key.columns, in: table): return nil
    case .exclusion: return nil
    default: return constraint.subject(in: table)
    }
  }

  /// Whether the key's column has the numbers of rows, or is new and gets them.
  private func isNumbered(_ key: PrimaryKey, in table: Name) -> Bool {
    guard key.isRowID, let old = from.table(named: table) else { return false }
    return key.columns.allSatisfy {
      old.column(named: $0.name) == nil || old.rowNumberColumn?.name == $0.name
    }
  }

  /// A column that is NULL in all rows repeats nothing and refers to nothing.
  private func isNull(_ columns: [Name], in table: Name) -> Bool {
    columns.contains { isNullThroughout($0, in: table) }
  }

  private func isNullThroughout(_ name: Name, in table: Name) -> Bool {
    guard from.table(named: table)?.column(named: name) == nil,
      let column = target.table(named: table)?.column(named: name)
    else { return false }
    return column.isNullable && column.defaultValue == nil && column.generation == nil
  }
}

extension Constraint.Rule {
  /// What the rule asks of rows, without what it does with those that do not comply.
  fileprivate var demand: Constraint.Rule {
    switch self {
    case .primaryKey(let key): .unique(Unique(columns: key.columns.map(\.ascending)))
    case .unique(let unique): .unique(Unique(columns: unique.columns.map(\.ascending)))
    case .foreignKey(let key):
      .foreignKey(
        ForeignKey(columns: key.columns, parent: key.parent, parentColumns: key.parentColumns))
    case .check, .exclusion: self
    }
  }
}

extension KeyColumn {
  fileprivate var ascending: KeyColumn { KeyColumn(name: name, collation: collation) }
}
