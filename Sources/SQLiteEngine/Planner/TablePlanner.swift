internal import Engine
internal import SchemaModel

/// Chooses between altering a table, rewriting its declaration and rebuilding it.
struct TablePlanner {
  let current: Schema
  let target: Schema
  let options: PlanOptions
  let notes: TableNotes
  private let takenNames: Set<Name>

  init(current: Schema, target: Schema, options: PlanOptions, notes: TableNotes) {
    self.current = current
    self.target = target
    self.options = options
    self.notes = notes
    takenNames = current.allNames.union(target.allNames)
  }

  /// - Returns: `nil` where nothing is to be done but for indexes.
  func plan(from: Table, to: Table, changes: [SchemaChange]) -> TablePlan? {
    let relevant = changes.filter { change in
      switch change {
      case .dropIndex, .createIndex: false
      case .reorderColumns: options.matchesColumnOrder
      default: !change.isCosmetic(in: .sqlite)
      }
    }
    guard !relevant.isEmpty else { return nil }
    if !options.rebuildsAlways {
      if let plan = TableAlteration(from: from, to: to, changes: relevant, notes: notes).plan() {
        return plan
      }
      if options.changesInPlace,
        let plan = DeclarationRewrite(from: from, to: to, changes: relevant).plan()
      {
        return plan
      }
    }
    return TableRebuild(
      from: from, to: to, options: options, takenNames: takenNames, notes: notes
    ).plan()
  }
}

extension Schema {
  /// The names of tables, indexes, views and the like, which must all differ.
  var allNames: Set<Name> {
    Set(tables.flatMap { [$0.name] + $0.indexes.map(\.name) } + objects.map(\.name))
  }
}
