internal import Engine
internal import SchemaModel

/// Plans the way from one schema to another.
///
/// The order is: renames; views, triggers and virtual tables that go or stand in the way; indexes
/// that go; new tables; tables that are altered or rebuilt; tables that go; indexes that come;
/// views and triggers that come or come back.
struct Planner {
  let base: Schema
  let target: Schema
  let renames: [Rename]
  let options: PlanOptions

  func plan() throws -> Plan {
    let renaming = try Renaming(renames, of: base)
    let current = renaming.schema
    let changes = current.changes(to: target)
    let tables = tablePlans(from: current, changes: changes)
    let objects = ObjectPlan(
      from: current, to: target, disturbed: disturbedTables(changes, tables),
      replacesAll: options.replacesAllObjects)
    let drops = droppedTables(in: changes)
    var plan = Plan(changes: renaming.changes + changes)
    plan.statements =
      renaming.statements + objects.drops
      + indexStatements(changes, tables, creating: false)
      + newTables(in: changes).map { Statement(TidyText.of($0.declaration)) }
      + tables.flatMap(\.statements)
      + drops.map { Statement("DROP TABLE \($0.name.sql)", notes: Self.dropNotes($0)) }
      + indexStatements(changes, tables, creating: true)
      + objects.creations
    plan.hazards =
      PlanHazards(
        changes: changes, from: current, target: target, options: options
      ).hazards()
      + tables.filter(\.rewritesRows).map { Hazard(.rewritesTable, subject: $0.name.spelling) }
    plan.options.suspendsForeignKeys =
      tables.contains(where: \.suspendsForeignKeys) || areReferenced(drops, in: current)
    return plan
  }

  private static func dropNotes(_ table: Table) -> [String] {
    ["\(Hazard.Kind.dropTable.rawValue): the rows of '\(table.name)' are lost"]
  }

  // MARK: Tables

  private func tablePlans(from current: Schema, changes: [SchemaChange]) -> [TablePlan] {
    let changed = Dictionary(grouping: changes) { $0.table }
    let planner = TablePlanner(current: current, target: target, options: options)
    return current.tables.compactMap { from in
      guard let to = target.table(named: from.name), let changes = changed[from.name] else {
        return nil
      }
      return planner.plan(from: from, to: to, changes: changes)
    }
  }

  private func newTables(in changes: [SchemaChange]) -> [Table] {
    changes.compactMap { if case .createTable(let table) = $0 { table } else { nil } }
      .parentsFirst()
  }

  /// Children go before their parents.
  private func droppedTables(in changes: [SchemaChange]) -> [Table] {
    changes.compactMap { if case .dropTable(let table) = $0 { table } else { nil } }
      .parentsFirst().reversed()
  }

  /// Whether dropping the tables would delete or refuse rows that refer to theirs.
  private func areReferenced(_ drops: [Table], in current: Schema) -> Bool {
    let names = Set(drops.map(\.name))
    return current.tables.contains { $0.foreignKeys.contains { names.contains($0.parent) } }
  }

  /// The tables whose views and triggers SQLite would find broken half-way.
  private func disturbedTables(_ changes: [SchemaChange], _ tables: [TablePlan]) -> Set<Name> {
    let dropped = changes.compactMap { change -> Name? in
      if case .dropTable(let table) = change { table.name } else { nil }
    }
    let altered = tables.filter(\.disturbsObjects).map(\.name)
    return altered.isEmpty ? [] : Set(dropped + altered)
  }

  // MARK: Indexes

  /// A rebuilt table brings all its indexes back, and they go with the old one.
  private func indexStatements(
    _ changes: [SchemaChange], _ tables: [TablePlan], creating: Bool
  ) -> [Statement] {
    let rebuilt = Set(tables.filter(\.isRebuilt).map(\.name))
    var statements = changes.compactMap { change -> Statement? in
      switch change {
      case .dropIndex(let index, let table) where !creating && !rebuilt.contains(table):
        Statement("DROP INDEX \(index.name.sql)")
      case .createIndex(let index, let table) where creating && !rebuilt.contains(table):
        Statement(TidyText.of(index.declaration))
      default: nil
      }
    }
    guard creating else { return statements }
    for table in newTables(in: changes) + target.tables.filter({ rebuilt.contains($0.name) }) {
      statements += table.indexes.map { Statement(TidyText.of($0.declaration)) }
    }
    return statements
  }
}
