internal import Engine
internal import SchemaModel

/// The hazards that follow from a plan's changes alone, whatever rows there are.
struct PlanHazards {
  let changes: [SchemaChange]
  /// The schema before the changes, renames made.
  let from: Schema
  let options: PlanOptions

  func hazards() -> [Hazard] {
    var seen: Set<Hazard> = []
    return changes.flatMap { Hazard.inherent(in: $0) + failures(of: $0) }
      .filter { seen.insert($0).inserted }
  }

  private func failures(of change: SchemaChange) -> [Hazard] {
    switch change {
    case .addColumn(let column, let table):
      needsValue(column, in: table) ? [failure("\(table).\(column.name)")] : []
    case .alterColumn(let old, let new, let table):
      old.isNullable && needsValue(new, in: table) ? [failure("\(table).\(new.name)")] : []
    case .addConstraint(let constraint, let table):
      addedFailure(of: constraint, in: table).map { [failure($0)] } ?? []
    case .createIndex(let index, let table) where index.isUnique:
      [failure("\(table)(\(index.elements.map(\.expression.spelling).joined(separator: ", ")))")]
    default: []
    }
  }

  private func failure(_ subject: String) -> Hazard { Hazard(.failsOnRows, subject: subject) }

  /// Whether rows that are there would have no value for the column.
  private func needsValue(_ column: Column, in table: Name) -> Bool {
    !column.isNullable && column.defaultValue == nil && column.generation == nil
      && options.backfills[ColumnReference(table: table, column: column.name)] == nil
  }

  private func addedFailure(of constraint: Constraint, in table: Name) -> String? {
    switch constraint.rule {
    case .unique(let unique): "\(table)(\(names(unique.columns.map(\.name))))"
    case .primaryKey(let key): "\(table)(\(names(key.columns.map(\.name))))"
    case .check(let check): "\(table) check (\(check.expression))"
    case .foreignKey(let key) where !isNew(key.columns, in: table):
      "\(table)(\(names(key.columns)))"
    case .foreignKey: nil
    }
  }

  /// A column that comes with the change is NULL in all rows, which refers to nothing.
  private func isNew(_ columns: [Name], in table: Name) -> Bool {
    columns.contains { from.table(named: table)?.column(named: $0) == nil }
  }

  private func names(_ names: [Name]) -> String {
    names.map(\.spelling).joined(separator: ", ")
  }
}
