internal import Engine
internal import SchemaModel

/// What a key of the target compares, as it can be asked for before the plan runs.
struct KeyValues {
  let from: Table
  let to: Table

  /// The value that a column of a key will have, with the collation that the key compares it by.
  func value(_ column: KeyColumn) -> String {
    let new = to.column(named: column.name)
    let old = from.column(named: column.name)
    let collation = column.collation ?? new?.collation ?? Self.binary
    let text = old.flatMap { old in new.flatMap { converted(old, to: $0) } }
    let usual = text == nil ? old?.collation ?? Self.binary : Self.binary
    let value = text ?? column.name.sql
    return collation == usual ? value : "\(value) COLLATE \(collation.sql)"
  }

  /// Whether a key of the old table sees to it that the values are all others, NULLs aside.
  func areDistinct(in column: KeyColumn) -> Bool {
    guard let old = from.column(named: column.name), let new = to.column(named: column.name),
      Affinity(old.type) == Affinity(new.type)
    else { return false }
    return from.constraints.contains { constraint in
      switch constraint.rule {
      case .primaryKey(let key): key.columns.map(\.name) == [column.name]
      case .unique(let unique): unique.columns.map(\.name) == [column.name]
      case .foreignKey, .check, .exclusion: false
      }
    }
  }

  /// The value as a column of another affinity stores it; `nil` where that is the same.
  ///
  /// <https://www.sqlite.org/datatype3.html#type_affinity>: a comparison with a number makes one of text
  /// that reads as it.
  private func converted(_ old: Column, to new: Column) -> String? {
    guard old.generation == nil, new.generation == nil else { return nil }
    let name = old.name.sql
    switch (Affinity(old.type), Affinity(new.type)) {
    case (let old, let new) where old == new: return nil
    case (.text, .integer), (.text, .numeric), (.text, .real), (.blob, .integer), (.blob, .numeric),
      (.blob, .real):
      return "CASE WHEN CAST(\(name) AS NUMERIC) = \(name) THEN CAST(\(name) AS NUMERIC) "
        + "ELSE \(name) END"
    case (_, .text):
      return "CASE typeof(\(name)) WHEN 'blob' THEN \(name) ELSE CAST(\(name) AS TEXT) END"
    default: return nil
    }
  }

  private static let binary = Name(sqlite: "BINARY")
}

extension Schema {
  /// The keys that a table keeps, and in which rows can repeat one another that did not before, since a
  /// column compares or stores values otherwise.
  func keysThatRepeat(where old: Column, becomes new: Column, of table: Name) -> [Constraint] {
    guard let table = self.table(named: table) else { return [] }
    return table.constraints.filter { constraint in
      let column: KeyColumn?
      switch constraint.rule {
      case .primaryKey(let key) where !key.isRowID:
        column = key.columns.first { $0.name == new.name }
      case .unique(let unique): column = unique.columns.first { $0.name == new.name }
      case .primaryKey, .foreignKey, .check, .exclusion: column = nil
      }
      guard let column else { return false }
      return new.merges(Affinity(old.type)) || column.collation == nil && new.isCoarser(than: old)
    }
  }
}

extension Column {
  /// Whether values of a column become the same that were none.
  fileprivate func merges(_ old: Affinity) -> Bool {
    switch (old, Affinity(type)) {
    case (let old, let new) where old == new: false
    case (.text, .blob), (.integer, _), (.real, _), (.numeric, _), (_, .blob): false
    default: true
    }
  }

  /// Whether texts are the same by the column's collation that differ by another's; those of SQLite are
  /// all coarser than `BINARY`.
  fileprivate func isCoarser(than other: Column) -> Bool {
    collation != nil && collation != other.collation
  }
}
