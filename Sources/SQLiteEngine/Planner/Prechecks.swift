internal import Engine
internal import SchemaModel

/// The queries for rows that make a plan fail, as far as its hazards can be asked for.
///
/// They are written for the schema before the plan: what the plan brings itself they cannot name, and
/// a table that gets other names or other values is not asked.
struct Prechecks {
  let changes: [SchemaChange]
  let from: Schema
  let target: Schema
  let hazards: [Hazard]
  /// The tables that renames, conversions and values for old rows are about.
  let excluded: Set<Name>

  func all() -> [Precheck] { hazards.prechecks(among: changes.flatMap(prechecks)) }

  private func prechecks(of change: SchemaChange) -> [Precheck] {
    switch change {
    case .addConstraint(let constraint, let table):
      precheck(constraint.subject(in: table), table) { condition(of: constraint, table, $0) }
    case .createIndex(let index, let table) where index.isUnique:
      precheck(index.subject(in: table), table) { condition(of: index, table, $0) }
    case .alterColumn(let old, let new, let table):
      (old.isNullable && !new.isNullable
        ? precheck(ColumnReference(table: table, column: new.name).description, table) {
          $0.isNull(old.name)
        } : [])
        + target.keysThatRepeat(where: old, becomes: new, of: table).flatMap { constraint in
          precheck(constraint.subject(in: table), table) { condition(of: constraint, table, $0) }
        }
    case .alterOptions(_, let options, let table) where options.contains(.strict):
      StrictCopy(from: from.table(named: table), to: target.table(named: table)).refusals
        .flatMap(prechecks(ofStrict:))
    default: []
    }
  }

  private func precheck(
    _ subject: String, _ table: Name, _ condition: (RowConditions) -> String?
  ) -> [Precheck] {
    let rows = RowConditions(table: table, quoted: \.sql)
    guard !excluded.contains(table), from.table(named: table) != nil,
      let condition = condition(rows),
      let precheck = rows.precheck(
        of: Hazard(.failsOnRows, subject: subject), where: condition)
    else { return [] }
    return [precheck]
  }

  private func condition(
    of constraint: Constraint, _ table: Name, _ rows: RowConditions
  ) -> String? {
    guard let from = from.table(named: table), let to = target.table(named: table) else {
      return nil
    }
    let values = KeyValues(from: from, to: to)
    switch constraint.rule {
    case .primaryKey(let key) where key.isRowID:
      return key.columns.first.map {
        noRowNumber($0.name.sql)
          + (values.areDistinct(in: $0) ? "" : " OR " + rows.repeats([values.value($0)]))
      }
    case .primaryKey(let key):
      let missing = key.columns.filter { to.column(named: $0.name).map { !$0.isNullable } ?? false }
      return (missing.map { rows.isNull($0.name) } + [rows.repeats(key.columns.map(values.value))])
        .joined(separator: " OR ")
    case .unique(let unique): return rows.repeats(unique.columns.map(values.value))
    case .foreignKey, .check, .exclusion: return rows.violates(constraint.rule)
    }
  }

  /// Rows whose value cannot be their number: SQLite refuses them, but for `NULL`, in whose place it puts
  /// a number that nobody knows of.
  private func noRowNumber(_ column: String) -> String {
    "\(column) IS NULL OR CAST(\(column) AS INTEGER) <> \(column)"
  }

  private func condition(of index: Index, _ table: Name, _ rows: RowConditions) -> String? {
    let values = index.elements.map { element in
      let text = element.expression.spelling
      return compared(text, as: element.collation, like: Name(sqlite: text), of: table)
    }
    return rows.repeats(values, predicate: index.predicate?.spelling)
  }

  /// A value with the collation that a key compares it by, where its column has another.
  private func compared(
    _ text: String, as collation: Name?, like column: Name, of table: Name
  ) -> String {
    let usual = from.table(named: table)?.column(named: column)?.collation
    let binary = Name(sqlite: "BINARY")
    guard let collation, collation != usual ?? binary else { return text }
    return "\(text) COLLATE \(collation.sql)"
  }

  /// The values that a column has kept as they were, since they could not become its type's:
  /// <https://www.sqlite.org/datatype3.html#type_affinity>.
  private func prechecks(ofStrict reference: ColumnReference) -> [Precheck] {
    let types = [from, target].map {
      $0.table(named: reference.table)?.column(named: reference.column)?.type.key
    }
    guard let type = types[0], type == types[1],
      let storage = ["int": "integer"][type]
        ?? ["integer", "text", "real"].first(where: { $0 == type })
    else { return [] }
    return precheck(reference.description, reference.table) { _ in
      "typeof(\(reference.column.sql)) NOT IN ('\(storage)', 'null')"
    }
  }
}
