internal import Engine
internal import SchemaModel

/// The virtual tables that are there before and after a revision, and what they tell of their rows.
struct SurvivingVirtualTables {
  private let pairs: [(old: SchemaObject, new: SchemaObject)]
  /// The tables whose rows a virtual table may find.
  private let sources: [SurvivingTable]

  init(base: Schema, target: Schema, sources: [SurvivingTable]) {
    self.sources = sources
    let others = target.objects.filter { $0.kind == .virtualTable }
    pairs = base.objects.filter { $0.kind == .virtualTable }.compactMap { old in
      others.first { $0.name == old.name }.map { (old, $0) }
    }
  }

  func facets(of database: any Database, atTarget: Bool) throws -> [[Facet: [[String]]]] {
    try pairs.map { try database.facets(of: atTarget ? $0.new : $0.old) }
  }

  /// - Parameter cast: the columns of tables whose values have become others, as has what a search
  ///   finds in them.
  /// - Returns: the virtual tables that tell otherwise of the same rows.
  func changes(
    _ before: [[Facet: [[String]]]], _ after: [[Facet: [[String]]]], _ cast: [ColumnReference]
  ) -> [ChangedRows] {
    zip(pairs, zip(before, after)).compactMap { pair, facets in
      let differing = facets.0.filter { facet, rows in
        guard let new = surviving(facet), !cast.contains(where: { $0.holds(new.facet) }),
          let newRows = facets.1[new.facet]
        else { return false }
        return new.mayGrow ? !newRows.contains(all: rows) : newRows != rows
      }
      guard !differing.isEmpty else { return nil }
      let newRows = differing.keys.compactMap { surviving($0).flatMap { facets.1[$0.facet] } }
      return ChangedRows(
        table: pair.new.name, before: differing.values.map(\.rowCount).max() ?? 0,
        after: newRows.map(\.rowCount).max() ?? 0)
    }
  }

  /// What was told before and still is, by the same rule, at the target: what comes back on the way
  /// from there.
  func lasting(
    _ before: [[Facet: [[String]]]], in after: [[Facet: [[String]]]]
  ) -> [[Facet: [[String]]]] {
    zip(before, after).map { before, after in
      before.filter { facet, _ in surviving(facet).map { after[$0.facet] != nil } ?? false }
    }
  }

  /// The same facet afterwards, and whether it may tell more than before, as where NULL becomes a
  /// value; `nil` where the rows, or the column, are gone.
  private func surviving(_ facet: Facet) -> (facet: Facet, mayGrow: Bool)? {
    guard let source = facet.source else { return (facet, facet.column == nil) }
    guard let table = sources.first(where: { $0.name == source }) else { return nil }
    guard let column = facet.column else {
      return (Facet(source: table.newName, column: nil, rule: facet.rule), true)
    }
    if let pair = table.unchanged.first(where: { $0.name == column }) {
      return (Facet(source: table.newName, column: pair.newName, rule: facet.rule), false)
    }
    return table.changed.first { $0.name == column }.map { pair in
      (Facet(source: table.newName, column: pair.newName, rule: facet.rule), true)
    }
  }
}

extension ColumnReference {
  fileprivate func holds(_ facet: Facet) -> Bool {
    facet.source == table && (facet.column == nil || facet.column == column)
  }
}

extension [[String]] {
  fileprivate var rowCount: Int { Set(compactMap(\.first)).count }
}
