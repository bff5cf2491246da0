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
    let renaming = try Renaming(renames.spelled(from: base, to: target), of: base)
    let current = renaming.schema
    let changes = renaming.comparable.changes(to: target)
    let notes = TableNotes(displaced: renaming.displaced)
    let tables = tablePlans(from: current, changes: changes, notes: notes)
    let virtualTables = VirtualTableChanges(from: current, to: target, changes: changes)
    let objects = ObjectPlan(
      from: current, to: target, disturbed: disturbedTables(changes, tables),
      replacesAll: options.replacesAllObjects, virtualTables: virtualTables)
    let drops = droppedTables(in: changes)
    let namedChanges = changes.map(renaming.displaced.original)
    var plan = Plan(changes: renaming.changes + namedChanges)
    plan.statements =
      renaming.statements + objects.drops
      + indexStatements(from: current, changes, tables, creating: false)
      + newTables(in: changes).map { Statement(TidyText.of($0.declaration)) }
      + tables.flatMap(\.statements)
      + drops.flatMap { indexDrops(of: $0, changes) + [drop($0, notes)] }
      + indexStatements(from: current, changes, tables, creating: true)
      + objects.renames + objects.creations
    let hazards = PlanHazards(
      changes: namedChanges, from: current, target: target, virtualTables: virtualTables,
      options: options
    ).hazards()
    plan.prechecks = Prechecks(
      changes: namedChanges, from: current, target: target, hazards: hazards,
      excluded: options.tablesWithNewValues(renames: renames)
    ).all()
    plan.hazards =
      hazards.adding(plan.statements.flatMap(\.losses))
      + (tables.filter(\.rewritesRows).map(\.name) + objects.rewritten)
      .map { Hazard(.rewritesTable, subject: $0.spelling) }
    plan.options.suspendsForeignKeys =
      tables.contains(where: \.suspendsForeignKeys) || areReferenced(drops, in: current)
    return plan
  }

  // MARK: Tables

  private func tablePlans(
    from current: Schema, changes: [SchemaChange], notes: TableNotes
  ) -> [TablePlan] {
    let changed = Dictionary(grouping: changes) { $0.table }
    let planner = TablePlanner(
      current: current, target: target, options: options, notes: notes)
    return current.tables.compactMap { from in
      guard let changes = changed[from.name], let to = target.table(named: from.name) else {
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

  /// Whether dropping the tables, in this order, would delete or refuse rows that refer to theirs.
  private func areReferenced(_ drops: [Table], in current: Schema) -> Bool {
    let positions = Dictionary(zip(drops.map(\.name), drops.indices)) { first, _ in first }
    return current.tables.contains { table in
      let own = positions[table.name] ?? drops.endIndex
      return table.foreignKeys.contains { key in positions[key.parent].map { $0 <= own } ?? false }
    }
  }

  /// The tables whose views and triggers SQLite would find broken half-way.
  private func disturbedTables(_ changes: [SchemaChange], _ tables: [TablePlan]) -> Set<Name> {
    let dropped = changes.compactMap { change -> Name? in
      if case .dropTable(let table) = change { table.name } else { nil }
    }
    let altered = tables.filter(\.disturbsObjects).map(\.name)
    return altered.isEmpty ? [] : Set(dropped + altered)
  }

  private func drop(_ table: Table, _ notes: TableNotes) -> Statement {
    Statement("DROP TABLE \(table.name.sql)", losing: notes.drop(of: table))
  }

  /// Where another table may have taken the name of one that goes, its indexes go by name, so that
  /// nobody takes them for that one's.
  private func indexDrops(of table: Table, _ changes: [SchemaChange]) -> [Statement] {
    guard !renames.isEmpty else { return [] }
    // Those went before, to make room for a new table.
    let gone = Set(newTables(in: changes).map(\.name))
    return table.indexes.filter { !gone.contains($0.name) }.map(\.drop)
  }

  // MARK: Indexes

  /// A rebuilt table brings all its indexes back; those that are to stay go with the old one.
  private func indexStatements(
    from current: Schema, _ changes: [SchemaChange], _ tables: [TablePlan], creating: Bool
  ) -> [Statement] {
    let rebuilt = Set(tables.filter(\.isRebuilt).map(\.name))
    let newTables = newTables(in: changes)
    var statements = changes.compactMap { change -> Statement? in
      switch change {
      case .dropIndex(let index, _) where !creating: index.drop
      case .createIndex(let index, let table) where creating && !rebuilt.contains(table):
        Statement(TidyText.of(index.declaration))
      default: nil
      }
    }
    guard creating else {
      let inTheWay = indexes(of: current, named: Set(newTables.map(\.name)), rebuilt)
      return statements + inTheWay.filter { !statements.contains($0) }
    }
    for table in newTables + target.tables.filter({ rebuilt.contains($0.name) }) {
      statements += table.indexes.map { Statement(TidyText.of($0.declaration)) }
    }
    return statements
  }

  /// Indexes that would go with their tables, but after a new table needs their names.
  private func indexes(
    of current: Schema, named names: Set<Name>, _ rebuilt: Set<Name>
  ) -> [Statement] {
    guard !names.isEmpty else { return [] }
    return current.tables.lazy
      .filter { rebuilt.contains($0.name) || target.table(named: $0.name) == nil }
      .flatMap(\.indexes).filter { names.contains($0.name) }.map { $0.drop }
  }
}

extension Index {
  var drop: Statement { Statement("DROP INDEX \(name.sql)") }
}
