internal import Engine
internal import SchemaModel

/// The tables and columns that are there before and after a revision, and their rows.
struct Survivors {
  let tables: [SurvivingTable]
  let virtualTables: SurvivingVirtualTables

  init(base: Schema, target: Schema, renames: [Rename]) {
    let types = AlteredTypes(from: base, to: target)
    let families = Families(base)
    let newFamilies = Families(target)
    let tableRenames = renames.filter { $0.column == nil }
      .map { (name: $0.table, newName: $0.newName) }
    let pairs = base.tables.compactMap { table in
      table.name.surviving(tableRenames).flatMap { target.table(named: $0) }
        .map { (old: table, new: $0) }
    }
    /// Whether a table has the rows of the same partitions or children as before.
    func keepsMembers(_ pair: (old: Table, new: Table)) -> Bool {
      let members = families.members(below: pair.old.name).map { $0.surviving(tableRenames) }
      return Set(members)
        == Set(newFamilies.members(below: pair.new.name).map(Optional.some))
    }
    // What is left of a partition that goes is shared out among the others.
    let receiving = Set(
      pairs.filter { $0.old.isPartitioned(otherwiseThan: $0.new) && !keepsMembers($0) }
        .flatMap { families.members(below: $0.old.name) })
    tables = pairs.compactMap { old, new in
      // The rows of a partition that comes or goes are no longer the parent's.
      guard keepsMembers((old, new)), !receiving.contains(old.name), !old.isForeign,
        !new.isForeign
      else { return nil }
      let columnRenames = renames.filter { $0.column != nil && $0.table == old.name }
      return SurvivingTable(
        from: old, to: new, renames: columnRenames, isSameType: { !types.contains($0) })
    }
    virtualTables = SurvivingVirtualTables(base: base, target: target, sources: tables)
  }

  /// The rows of every surviving table.
  struct Contents {
    /// By table: how many rows there are.
    var counts: [Int]
    /// By table: the rows of the columns that did not change in anything but the name.
    var rows: [[[String]]]
    /// By table and changed column: the values that are not NULL.
    var changedValues: [[[String]]]
    /// By virtual table: what it tells of its rows.
    var facets: [[Facet: [[String]]]]

    static let none = Contents(counts: [], rows: [], changedValues: [], facets: [])
  }

  func contents(of database: any Database, atTarget: Bool) throws -> Contents {
    var contents = Contents.none
    for table in tables {
      let name = atTarget ? table.newName : table.name
      let columns = table.unchanged.map { atTarget ? $0.newName : $0.name }
      let rows = try columns.isEmpty ? [] : database.rows(of: columns, in: name)
      let counted = atTarget ? table.newFirstColumn : table.firstColumn
      contents.counts.append(
        try columns.isEmpty
          ? database.rows(of: [counted].compactMap(\.self), in: name).count : rows.count)
      contents.rows.append(rows)
      contents.changedValues.append(
        try table.changed.map { pair in
          let values = try database.rows(of: [atTarget ? pair.newName : pair.name], in: name)
            .flatMap { $0 }.filter { $0 != "NULL" }
          return pair.isNumeric ? values.map(\.withoutTrailingZeros) : values
        })
    }
    contents.facets = try virtualTables.facets(of: database, atTarget: atTarget)
    return contents
  }

  /// Of the rows before, what the target still tells of, so that the way back must keep it.
  func lasting(_ before: Contents, in after: Contents) -> Contents {
    var contents = before
    contents.facets = virtualTables.lasting(before.facets, in: after.facets)
    return contents
  }

  /// What two states of the rows have in common, and what not.
  struct Comparison {
    /// The columns whose values were converted.
    var cast: [ColumnReference] = []
    /// The tables that have other rows.
    var changed: [ChangedRows] = []
  }

  /// - Returns: the columns whose values were converted.
  /// - Throws: ``ProofFailure/rowsChanged(table:before:after:isWayBack:)``.
  func compare(
    _ before: Contents, _ after: Contents, isWayBack: Bool = false
  ) throws -> [ColumnReference] {
    let comparison = comparison(before, after)
    guard let rows = comparison.changed.first else { return comparison.cast }
    throw ProofFailure.rowsChanged(
      table: rows.table, before: rows.before, after: rows.after, isWayBack: isWayBack)
  }

  func comparison(_ before: Contents, _ after: Contents) -> Comparison {
    var comparison = Comparison()
    for (index, table) in tables.enumerated() {
      if before.counts[index] != after.counts[index] || before.rows[index] != after.rows[index] {
        comparison.changed.append(
          ChangedRows(
            table: table.newName, before: before.counts[index], after: after.counts[index]))
      }
      for (column, pair) in table.changed.enumerated()
      where !after.changedValues[index][column].contains(all: before.changedValues[index][column]) {
        comparison.cast.append(ColumnReference(table: table.newName, column: pair.newName))
      }
    }
    comparison.changed += virtualTables.changes(before.facets, after.facets, comparison.cast)
    return comparison
  }
}

/// A table that is there before and after a revision.
struct SurvivingTable {
  let name: Name
  let newName: Name
  /// Columns by which rows are counted, whether they survive or not; a table may have none.
  let firstColumn: Name?
  let newFirstColumn: Name?
  let unchanged: [(name: Name, newName: Name)]
  /// Of numbers of another scale it is no matter how many zeros they end in.
  let changed: [(name: Name, newName: Name, isNumeric: Bool)]

  /// - Parameter isSameType: whether values of the type are written alike before and after.
  init(from: Table, to: Table, renames: [Rename], isSameType: (Expression) -> Bool) {
    name = from.name
    newName = to.name
    firstColumn = from.columns.first?.name
    newFirstColumn = to.columns.first?.name
    let columnRenames = renames.compactMap { rename in
      rename.column.map { (name: $0, newName: rename.newName) }
    }
    var unchanged: [(Name, Name)] = []
    var changed: [(Name, Name, Bool)] = []
    for column in from.columns {
      guard let newName = column.name.surviving(columnRenames),
        let other = to.column(named: newName), column.generation == nil || other.generation == nil
      else { continue }
      if column.storesAlike(other), isSameType(column.type), from.storesAlike(to),
        from.numbersRows(in: column) == to.numbersRows(in: other)
      {
        unchanged.append((column.name, newName))
      } else {
        changed.append((column.name, newName, column.isNumeric && other.isNumeric))
      }
    }
    self.unchanged = unchanged
    self.changed = changed
  }
}

extension String {
  /// The literal of a number, `'5.50'`, as `'5.5'`.
  fileprivate var withoutTrailingZeros: String {
    guard contains(".") else { return self }
    var digits = filter { $0 != "'" }[...]
    while digits.hasSuffix("0") { digits = digits.dropLast() }
    if digits.hasSuffix(".") { digits = digits.dropLast() }
    return "'\(digits)'"
  }
}

extension Column {
  fileprivate var isNumeric: Bool {
    type.spelling == "numeric" || type.spelling.hasPrefix("numeric(")
  }

  /// Whether the two keep the same values in the same form.
  fileprivate func storesAlike(_ other: Column) -> Bool {
    type == other.type && isNullable == other.isNullable
      && (generation == nil) == (other.generation == nil)
  }
}

extension Name {
  /// The name of the same thing after the renames; `nil` where it has made room for another.
  fileprivate func surviving(_ renames: [(name: Name, newName: Name)]) -> Name? {
    if let rename = renames.first(where: { $0.name == self }) { return rename.newName }
    return renames.contains { $0.newName == self } ? nil : self
  }
}

extension Table {
  /// Whether it is partitioned in another way, or its columns are others: its rows are put in again.
  fileprivate func isPartitioned(otherwiseThan other: Table) -> Bool {
    attributes["partition by"] != nil
      && (attributes["partition by"] != other.attributes["partition by"]
        || columns.map(\.type) != other.columns.map(\.type))
  }

  /// A strict table keeps values of type ANY as they are; another makes numbers of them.
  fileprivate func storesAlike(_ other: Table) -> Bool {
    options.contains(.strict) == other.options.contains(.strict)
  }

  /// Whether the engine puts a number where the column is given no value.
  fileprivate func numbersRows(in column: Column) -> Bool {
    guard let key = primaryKey, key.isRowID else { return false }
    return key.columns.first?.name == column.name
  }
}

extension Array where Element: Hashable {
  /// Whether each element of another array is here too, as many times.
  func contains(all others: [Element]) -> Bool {
    var counts = Dictionary(map { ($0, 1) }, uniquingKeysWith: +)
    for other in others {
      guard let count = counts[other], count > 0 else { return false }
      counts[other] = count - 1
    }
    return true
  }
}
