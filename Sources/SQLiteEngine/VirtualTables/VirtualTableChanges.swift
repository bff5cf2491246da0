internal import Engine
internal import SchemaModel

/// What happens to the virtual tables of a schema.
struct VirtualTableChanges {
  private let current: Schema
  private let target: Schema
  private let changes: [SchemaChange]
  private let old: [Name: VirtualTable]
  private let new: [Name: VirtualTable]
  /// The indexes that can be made again from rows which are there beforehand.
  private let rebuildable: Set<Name>
  /// The indexes that could be made from their source, and cannot any more: searches end in errors.
  let broken: [Name]

  /// - Parameters:
  ///   - current: the schema before, renames made.
  ///   - changes: what leads from there to the target.
  init(from current: Schema, to target: Schema, changes: [SchemaChange]) {
    self.current = current
    self.target = target
    self.changes = changes
    old = Self.virtualTables(of: current)
    new = Self.virtualTables(of: target)
    let indexes = new.values.filter { Self.hasRows($0.source, from: current, to: target) }
    let rebuildable = Self.rebuildable(indexes, in: target)
    self.rebuildable = rebuildable
    let unreadable = indexes.filter { !rebuildable.contains($0.name) }
    broken = Self.rebuildable(unreadable.compactMap { [old] in old[$0.name] }, in: current).sorted()
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
    return VirtualTableChange(
      old: old, new: new, isRebuilt: new.map { rebuildable.contains($0.name) } ?? false)
  }

  /// The virtual tables that were created for columns which their source no longer has just so.
  var outdated: Set<Name> {
    Set(new.values.filter { $0.takesColumnsOfSource && sourceHasOtherColumns($0) }.map(\.name))
  }

  private func sourceHasOtherColumns(_ table: VirtualTable) -> Bool {
    guard let source = table.source else { return false }
    if let old = current.table(named: source), let new = target.table(named: source) {
      // The order alone makes no change: a column that was added stands last.
      return changes.contains { $0.table == source && !$0.isCosmetic(in: .sqlite) }
        && old.columns.map(\.name) != new.columns.map(\.name)
    }
    return current.view(named: source) != target.view(named: source)
  }

  // MARK: Indexes of other rows

  /// The indexes that have to be made again from the rows that they are of.
  ///
  /// - Parameters:
  ///   - remade: the virtual tables that are new, or declared otherwise than before.
  ///   - staying: the views that stay as they are.
  func rebuilds(remade: Set<Name>, stayingViews: Set<Name>) -> [VirtualTable] {
    new.values.sorted { $0.name < $1.name }.filter { table in
      guard let source = table.source, rebuildable.contains(table.name) else { return false }
      return remade.contains(table.name) || hasOtherRows(source, stayingViews)
    }
  }

  /// Whether somebody can have put rows there; a view of no table has none.
  private static func hasRows(
    _ source: Name?, from current: Schema, to target: Schema
  ) -> Bool {
    guard let source else { return false }
    if target.table(named: source) != nil { return current.table(named: source) != nil }
    return !current.tables.isEmpty && target.view(named: source) != nil
  }

  /// SQLite itself says which can be: an index may be declared of columns that its source has not.
  private static func rebuildable(_ tables: [VirtualTable], in target: Schema) -> Set<Name> {
    guard !tables.isEmpty, let scratch = try? SQLiteDatabase(scratch: ()),
      (try? scratch.run(Script(target.creationScript, path: "<target>"))) != nil
    else { return [] }
    return Set(
      tables.filter { (try? scratch.connection.query($0.rebuildSQL)) != nil }.map(\.name))
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

extension Schema {
  fileprivate func view(named name: Name) -> SchemaObject? {
    objects.first { $0.kind == .view && $0.name == name }
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
