internal import Engine
internal import SchemaModel

/// The tables and columns that are there before and after a revision, and their rows.
struct Survivors {
  let tables: [SurvivingTable]

  init(base: Schema, target: Schema, renames: [Rename]) {
    tables = base.tables.compactMap { table in
      let rename = renames.first { $0.column == nil && $0.table == table.name }
      guard let other = target.table(named: rename?.newName ?? table.name) else { return nil }
      let columnRenames = renames.filter { $0.column != nil && $0.table == table.name }
      return SurvivingTable(from: table, to: other, renames: columnRenames)
    }
  }

  /// The rows of every surviving table.
  struct Contents {
    /// By table: the rows of the columns that did not change in anything but the name.
    var rows: [[[String]]]
    /// By table and changed column: the values that are not NULL.
    var changedValues: [[[String]]]

    static let none = Contents(rows: [], changedValues: [])

    func rowCount(of total: Int, in survivors: Survivors) -> Int {
      total == 0 ? 0 : rows.reduce(0) { $0 + $1.count }
    }
  }

  func contents(of database: any Database, atTarget: Bool) throws -> Contents {
    var contents = Contents.none
    for table in tables {
      let name = atTarget ? table.newName : table.name
      let columns = table.unchanged.map { atTarget ? $0.newName : $0.name }
      contents.rows.append(
        try columns.isEmpty ? [] : database.rows(of: columns, in: name))
      contents.changedValues.append(
        try table.changed.map { pair in
          try database.rows(of: [atTarget ? pair.newName : pair.name], in: name)
            .flatMap { $0 }.filter { $0 != "NULL" }
        })
    }
    return contents
  }

  /// - Returns: the columns whose values were converted.
  /// - Throws: ``ProofFailure/rowsChanged(table:before:after:isWayBack:)``.
  func compare(
    _ before: Contents, _ after: Contents, isWayBack: Bool = false
  ) throws -> [ColumnReference] {
    var cast: [ColumnReference] = []
    for (index, table) in tables.enumerated() {
      guard before.rows[index] == after.rows[index] else {
        throw ProofFailure.rowsChanged(
          table: table.newName, before: before.rows[index].count,
          after: after.rows[index].count, isWayBack: isWayBack)
      }
      for (column, pair) in table.changed.enumerated()
      where !after.changedValues[index][column].contains(all: before.changedValues[index][column]) {
        cast.append(ColumnReference(table: table.newName, column: pair.newName))
      }
    }
    return cast
  }
}

/// A table that is there before and after a revision.
struct SurvivingTable {
  let name: Name
  let newName: Name
  let unchanged: [(name: Name, newName: Name)]
  let changed: [(name: Name, newName: Name)]

  init(from: Table, to: Table, renames: [Rename]) {
    name = from.name
    newName = to.name
    var unchanged: [(Name, Name)] = []
    var changed: [(Name, Name)] = []
    for column in from.columns where column.generation == nil {
      let newName = renames.first { $0.column == column.name }?.newName ?? column.name
      guard let other = to.column(named: newName), other.generation == nil else { continue }
      if column.storesAlike(other) {
        unchanged.append((column.name, newName))
      } else {
        changed.append((column.name, newName))
      }
    }
    self.unchanged = unchanged
    self.changed = changed
  }
}

extension Column {
  /// Whether the two keep the same values in the same form.
  fileprivate func storesAlike(_ other: Column) -> Bool {
    type == other.type && isNullable == other.isNullable
  }
}

extension Array where Element: Hashable {
  /// Whether each element of another array is here too, as many times.
  fileprivate func contains(all others: [Element]) -> Bool {
    var counts = Dictionary(map { ($0, 1) }, uniquingKeysWith: +)
    for other in others {
      guard let count = counts[other], count > 0 else { return false }
      counts[other] = count - 1
    }
    return true
  }
}
