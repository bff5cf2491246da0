internal import Engine
internal import SchemaModel

/// What happens to the virtual tables of a schema.
struct VirtualTableChanges {
  private let current: Schema
  private let target: Schema
  private let changes: [SchemaChange]
  private let old: [Name: VirtualTable]
  private let new: [Name: VirtualTable]

  /// - Parameters:
  ///   - current: the schema before, renames made.
  ///   - changes: what leads from there to the target.
  init(from current: Schema, to target: Schema, changes: [SchemaChange]) {
    self.current = current
    self.target = target
    self.changes = changes
    old = Self.virtualTables(of: current)
    new = Self.virtualTables(of: target)
  }

  private static func virtualTables(of schema: Schema) -> [Name: VirtualTable] {
    let tables = schema.objects.filter { $0.kind == .virtualTable }.map(VirtualTable.init)
    return Dictionary(tables.map { ($0.name, $0) }) { first, _ in first }
  }

  /// What becomes of a virtual table that is gone or declared otherwise afterwards.
  ///
  /// - Returns: `nil` for what is none, or is new.
  func change(of object: SchemaObject) -> VirtualTableChange? {
    guard object.kind == .virtualTable, let old = old[object.name] else { return nil }
    let new = new[object.name]
    return VirtualTableChange(old: old, new: new, isRebuilt: new.map(canBeRebuilt) ?? false)
  }

  // MARK: Indexes of other rows

  /// The statements that make indexes again from the rows that they are of.
  ///
  /// - Parameters:
  ///   - remade: the virtual tables that are new, or declared otherwise than before.
  ///   - staying: the views that stay as they are.
  func rebuilds(remade: Set<Name>, stayingViews: Set<Name>) -> [Statement] {
    new.values.sorted { $0.name < $1.name }.filter { table in
      guard let source = table.source, canBeRebuilt(table) else { return false }
      return remade.contains(table.name) || hasOtherRows(source, stayingViews)
    }.map { Statement($0.rebuildSQL) }
  }

  /// Whether there are rows beforehand, in columns that the index is of.
  private func canBeRebuilt(_ table: VirtualTable) -> Bool {
    guard let source = table.source else { return false }
    guard let rows = target.table(named: source) else { return isView(source) }
    return current.table(named: source) != nil
      && table.columns.allSatisfy { rows.column(named: $0) != nil }
  }

  /// A view of no table, or of new ones only, has no rows that anyone has put there.
  private func isView(_ name: Name) -> Bool {
    !current.tables.isEmpty && target.objects.contains { $0.kind == .view && $0.name == name }
  }

  /// Whether an index that stays as it is finds what is no longer there.
  private func hasOtherRows(_ source: Name, _ stayingViews: Set<Name>) -> Bool {
    guard let old = current.table(named: source), let new = target.table(named: source) else {
      return !stayingViews.contains(source)
    }
    return old.rowNumberColumn?.name != new.rowNumberColumn?.name
      || changes.contains { $0.table == source && $0.changesValues }
  }
}

extension SchemaChange {
  /// Whether rows may hold other values than before, in columns that both schemas have or in new ones.
  fileprivate var changesValues: Bool {
    switch self {
    case .alterColumn(let from, let to, _):
      from.type != to.type || from.generation != to.generation
        || (from.isNullable && !to.isNullable)
    case .alterOptions, .addColumn: true
    default: false
    }
  }
}
