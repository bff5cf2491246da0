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
      precheck(constraint.subject(in: table), table) {
        condition(of: constraint, $0)
      }
    case .createIndex(let index, let table) where index.isUnique:
      precheck(index.subject(in: table), table) { condition(of: index, $0) }
    case .alterColumn(let old, let new, let table)
    where old.isNullable && !new.isNullable && old.type == new.type:
      precheck(ColumnReference(table: table, column: new.name).description, table) {
        $0.isNull(old.name)
      }
    case .alterObject(let old, let new) where new.kind == .enumeration:
      prechecks(ofLabels: old, new)
    default:
      change.narrowedColumns(from: from, to: target).flatMap { narrowed in
        precheck(narrowed.column.description, narrowed.column.table) { _ in
          narrowed.isOfParts
            ? nil : narrowed.narrowing.refusal(of: narrowed.column.column.identifier)
        }
      }
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

  // MARK: Constraints and indexes

  private func condition(of constraint: Constraint, _ rows: RowConditions) -> String? {
    let text = constraint.definition?.spelling ?? ""
    if case .exclusion = constraint.rule { return ExclusionRule(text)?.violation(in: rows) }
    // NULLs that are alike, or all NULL or none, is more than the conditions ask.
    guard !text.contains("NULLS NOT DISTINCT"), !text.contains("MATCH FULL") else { return nil }
    return rows.violates(constraint.rule)
  }

  private func condition(of index: Index, _ rows: RowConditions) -> String? {
    guard index.elements.allSatisfy({ $0.collation == nil }),
      !(index.definition?.spelling.contains("NULLS NOT DISTINCT") ?? false)
    else { return nil }
    return rows.repeats(
      index.elements.map(\.expression.spelling), predicate: index.predicate?.spelling)
  }

  // MARK: Labels

  private func prechecks(ofLabels old: SchemaObject, _ new: SchemaObject) -> [Precheck] {
    let gone = old.labels.filter { !new.labels.contains($0) }.map(\.sqlLiteral)
    guard !gone.isEmpty else { return [] }
    let list = gone.joined(separator: ", ")
    return TypeUses(of: old, in: from).columns.flatMap { use -> [Precheck] in
      guard let column = from.table(named: use.table)?.column(named: use.column) else { return [] }
      let type = TypeName(column.type)
      guard [old.name.typeSQL, old.name.sql].contains(type.base) else { return [] }
      return precheck(use.description, use.table) { _ in
        type.isArray
          ? "\(use.column.identifier)::text[] && ARRAY[\(list)]"
          : "\(use.column.identifier)::text IN (\(list))"
      }
    }
  }
}
