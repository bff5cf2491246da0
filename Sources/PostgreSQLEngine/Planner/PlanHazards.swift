internal import Engine
internal import SchemaModel

/// The hazards that follow from a plan's changes alone, whatever rows there are.
struct PlanHazards {
  let changes: [SchemaChange]
  /// The schema before the changes, renames made.
  let from: Schema
  let target: Schema
  let actions: ActionPlan
  let options: PlanOptions

  func hazards() -> [Hazard] {
    var seen: Set<Hazard> = []
    let unfilled = ColumnReference.needingValues(
      in: changes, from: from, to: target, backfills: options.backfills
    ).filter { !isNumbered($0) && isValidated($0) }
    return
      (changes.flatMap { Hazard.inherent(in: $0) + failures(of: $0) + narrowings(of: $0) }
      + unfilled.map { failure($0.description) } + rewrites)
      .filter { seen.insert($0).inserted }
  }

  private func failure(_ subject: String) -> Hazard { Hazard(.failsOnRows, subject: subject) }

  private func isValidated(_ reference: ColumnReference) -> Bool {
    target.table(named: reference.table)?.column(named: reference.column)?
      .attributes[.notNullNotValid] == nil
  }

  private func isNumbered(_ reference: ColumnReference) -> Bool {
    target.table(named: reference.table)?.column(named: reference.column)?
      .attributes[.identity] != nil
      && from.table(named: reference.table)?.column(named: reference.column) == nil
  }

  // MARK: What rows may not satisfy

  private func failures(of change: SchemaChange) -> [Hazard] {
    switch change {
    case .addConstraint(let constraint, let table):
      addedFailure(of: constraint, in: table).map { [failure($0)] } ?? []
    case .alterColumn(let old, let new, let table)
    where old.attributes[.notNullNotValid] != nil && !new.isNullable
      && new.attributes[.notNullNotValid] == nil:
      [failure(ColumnReference(table: table, column: new.name).description)]
    case .createIndex(let index, let table) where index.isUnique:
      isNull(index.elements.map { Name(unquoting: $0.expression.spelling) }, in: table)
        ? [] : [failure(index.subject(in: table))]
    case .alterObject(let old, let new) where new.kind == .enumeration:
      Set(old.labels).isSubset(of: new.labels)
        ? [] : TypeUses(of: old, in: from).columns.map { failure($0.description) }
    case .createTable(let table): failures(ofPartition: table)
    case .alterAttributes(let old, let new, let table) where old[.bound] != new[.bound]:
      target.table(named: table).map {
        failures(ofPartition: $0) + failures(ofBound: old[.bound], $0)
      } ?? []
    case .alterColumn(let old, let new, let table) where old.collation != new.collation:
      failures(ofCollation: new, table)
    default: []
    }
  }

  /// Rows that a new partition would have may be in the default partition, and stay there.
  private func failures(ofPartition table: Table) -> [Hazard] {
    guard let parent = table.attributes[.partitionOf], !table.isDefaultPartition else { return [] }
    guard let old = from.defaultPartition(of: parent),
      old.name == target.defaultPartition(of: parent)?.name
    else { return [] }
    return [failure(old.name.description)]
  }

  /// Rows that a partition has may be outside of what it is for then.
  private func failures(ofBound old: String?, _ table: Table) -> [Hazard] {
    guard let old, let new = table.attributes[.bound], !table.isDefaultPartition,
      !Self.listedValues(old).isSubset(of: Self.listedValues(new))
        || Self.listedValues(old).isEmpty
    else { return [] }
    return [failure(table.name.description)]
  }

  /// The values in `FOR VALUES IN (…)`.
  private static func listedValues(_ bound: String) -> Set<String> {
    let start = "FOR VALUES IN ("
    guard bound.hasPrefix(start), bound.hasSuffix(")") else { return [] }
    return Set(SQLList.elements(of: String(bound.dropFirst(start.count).dropLast())))
  }

  /// Values that are other ones byte by byte may be the same by another collation
  /// (<https://www.postgresql.org/docs/current/collation.html#COLLATION-NONDETERMINISTIC>).
  private func failures(ofCollation column: Column, _ table: Name) -> [Hazard] {
    guard let collation = column.collation,
      target.objects.contains(where: {
        $0.kind == .collation && $0.name == collation
          && $0.declaration.contains(bytesOf: "deterministic = false")
      }), let new = target.table(named: table)
    else { return [] }
    let keys = new.constraints.filter {
      $0.rule.hasIndex && $0.rule.columns.contains(column.name)
    }.map { $0.subject(in: table) }
    let indexes = new.indexes.filter { index in
      index.isUnique
        && index.elements.contains { Name(unquoting: $0.expression.spelling) == column.name }
    }.map { $0.subject(in: table) }
    return (keys + indexes).map(failure)
  }

  /// What the rows of a trial do not show, which are short and few.
  private func narrowings(of change: SchemaChange) -> [Hazard] {
    change.narrowedColumns(from: from, to: target).flatMap(hazards)
  }

  private func hazards(of column: NarrowedColumn) -> [Hazard] {
    let (narrowing, subject) = (column.narrowing, column.column.description)
    return (narrowing.castsValues ? [Hazard(.castValues, subject: subject)] : [])
      + (narrowing.refusesValues ? [failure(subject)] : [])
  }

  private func addedFailure(of constraint: Constraint, in table: Name) -> String? {
    guard let old = from.table(named: table), !old.demands(constraint) else { return nil }
    if constraint.definition?.spelling.hasSuffix(ConstraintText.notValid) ?? false { return nil }
    switch constraint.rule {
    case .check where isSatisfiedByNull(constraint, in: old): return nil
    case .unique(let unique) where isNull(unique.columns.map(\.name), in: table): return nil
    case .foreignKey(let key) where isNull(key.columns, in: table): return nil
    default: return constraint.subject(in: table)
    }
  }

  /// A check of nothing but new columns that are NULL in all rows lets them pass, unless it makes
  /// something else of NULL.
  private func isSatisfiedByNull(_ constraint: Constraint, in table: Table) -> Bool {
    guard case .check(let check) = constraint.rule else { return false }
    let text = check.expression.spelling
    let words = SQLWords.words(of: text)
    guard words.isDisjoint(with: ["IS", "NULL", "CASE", "DISTINCT"]), !text.callsFunctions,
      let columns = target.table(named: table.name)?.columns
    else {
      return false
    }
    let used = columns.filter { words.contains($0.name.sql) }.map(\.name)
    return !used.isEmpty && used.allSatisfy { isNullThroughout($0, in: table.name) }
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

  // MARK: What is written again

  private var rewrites: [Hazard] {
    target.tables.filter { table in
      actions.isRebuilt(table.name)
        || table.columns.contains { column in
          actions.retyped.contains(.column(column.name, of: table.name))
            && !isFree(column, of: table.name)
        }
    }.map { Hazard(.rewritesTable, subject: $0.name.description) }
  }

  private func isFree(_ column: Column, of table: Name) -> Bool {
    guard let old = from.table(named: table)?.column(named: column.name) else { return false }
    // Another collation is one for the indexes only.
    if old.type == column.type {
      return !actions.hasExchangedType(.column(column.name, of: table))
        && options.conversions[ColumnReference(table: table, column: column.name)] == nil
    }
    return TypeName(old.type).becomesFreely(TypeName(column.type))
  }
}

extension String {
  /// Whether parentheses stand right behind a word.
  fileprivate var callsFunctions: Bool {
    zip(self, dropFirst()).contains { ($0.isLetter || $0.isNumber || $0 == "_") && $1 == "(" }
  }
}

extension Schema {
  fileprivate func defaultPartition(of parent: String) -> Table? {
    tables.first { $0.attributes[.partitionOf] == parent && $0.isDefaultPartition }
  }
}

extension Constraint {
  fileprivate var tellsNullsAlike: Bool {
    definition?.spelling.contains("NULLS NOT DISTINCT") ?? false
  }
}

extension Table {
  fileprivate var isDefaultPartition: Bool { attributes[.bound] == "DEFAULT" }

  /// Whether rows satisfy a constraint already, by one that is there.
  fileprivate func demands(_ constraint: Constraint) -> Bool {
    constraints.contains { held in
      switch (held.rule, constraint.rule) {
      case (.foreignKey(let old), .foreignKey(let new)):
        old.columns == new.columns && old.parent == new.parent
          && old.parentColumns == new.parentColumns
      case (.primaryKey, .unique), (.unique, .unique), (.primaryKey, .primaryKey):
        Set(held.rule.columns) == Set(constraint.rule.columns)
          && (held.tellsNullsAlike || !constraint.tellsNullsAlike)
      default: held.rule == constraint.rule && held.definition == constraint.definition
      }
    }
  }
}
