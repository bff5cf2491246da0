internal import Engine
internal import SchemaModel

/// The hazards that follow from a plan's changes alone, whatever rows there are.
struct PlanHazards {
  let changes: [SchemaChange]
  /// The schema before the changes, renames made.
  let from: Schema
  let target: Schema
  let options: PlanOptions

  func hazards() -> [Hazard] {
    var seen: Set<Hazard> = []
    let unfilled = ColumnReference.needingValues(
      in: changes, target: target, backfills: options.backfills)
    return
      (changes.flatMap { Hazard.inherent(in: $0) + failures(of: $0) }
      + unfilled.map { failure($0.description) })
      .filter { seen.insert($0).inserted }
  }

  private func failures(of change: SchemaChange) -> [Hazard] {
    switch change {
    case .addConstraint(let constraint, let table):
      addedFailure(of: constraint, in: table).map { [failure($0)] } ?? []
    case .createIndex(let index, let table) where index.isUnique:
      [failure("\(table)(\(index.elements.map(\.expression.spelling).joined(separator: ", ")))")]
    default: []
    }
  }

  private func failure(_ subject: String) -> Hazard { Hazard(.failsOnRows, subject: subject) }

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
