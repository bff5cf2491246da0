internal import Engine
package import SchemaModel

/// What is gone from a database once revisions are taken back.
package struct DataLoss: Hashable, Sendable {
  package var table: Name
  /// `nil` where the whole table goes.
  package var column: Name?
  /// Rows, or values that are not NULL.
  package var count: Int
}

/// Takes revisions back in a scratch database with the schema of a real one and made-up rows, and
/// sees what becomes of them.
///
/// Down scripts may be hand-written, and a name that is gone may have become another: so values are
/// followed, not names.
struct UndoTrial {
  let engine: any Engine
  let database: any Database
  /// The down scripts, in the order in which they will run.
  let scripts: [Script]

  private static let rowsPerTable = 8

  /// - Returns: `nil` where the database holds something that a scratch database cannot be given.
  /// - Throws: `DatabaseError` where a script does not even run without rows.
  func losses() throws -> [DataLoss]? {
    let schema = try database.schema()
    guard let filled = try? scratch(schema, rows: Self.rowsPerTable) else { return nil }
    let before = try contents(of: filled)
    var after = filled
    do {
      try run(in: filled)
    } catch {
      // Made-up rows can stand in the way where real ones do not.
      after = try scratch(schema, rows: 0)
      try run(in: after)
    }
    return try SurvivorSearch(
      before: before, after: contents(of: after), follows: after === filled
    ).lost().compactMap(counted)
  }

  private func scratch(_ schema: Schema, rows: Int) throws -> any Database {
    let plan = try engine.plan(
      from: Schema(dialect: schema.dialect), to: schema, renames: [], options: PlanOptions())
    let scratch = try engine.openScratch()
    try scratch.run(Script(plan.text, path: "<scratch>", options: plan.options))
    if rows > 0 { _ = try scratch.fill(rowsPerTable: rows) }
    return scratch
  }

  private func run(in scratch: any Database) throws {
    for script in scripts { try scratch.run(script) }
  }

  private func contents(of database: any Database) throws -> [Name: [Name: [String]]] {
    let schema = try database.schema()
    return Dictionary(
      uniqueKeysWithValues: try schema.tables.map { table in
        let columns = table.columns.filter { $0.generation == nil }.map(\.name)
        let values = try columns.map {
          ($0, try database.rows(of: [$0], in: table.name).map { $0[0] })
        }
        return (table.name, Dictionary(uniqueKeysWithValues: values))
      })
  }

  /// How much of it the real database has; `nil` for nothing.
  private func counted(_ lost: SurvivorSearch.Lost) throws -> DataLoss? {
    let columns = lost.column.map { [$0] } ?? lost.columns.prefix(1).map(\.self)
    let rows = try database.rows(of: columns, in: lost.table)
    let count = lost.column == nil ? rows.count : rows.count { $0 != ["NULL"] }
    return count == 0 ? nil : DataLoss(table: lost.table, column: lost.column, count: count)
  }
}

/// Finds what has not survived, by the values in each column of each table.
struct SurvivorSearch {
  typealias Contents = [Name: [Name: [String]]]

  let before: Contents
  let after: Contents
  /// Whether both have the same rows, so that values can be followed from one name to another.
  let follows: Bool

  struct Lost {
    var table: Name
    var column: Name?
    /// All columns of the table, in the order of their names.
    var columns: [Name]
  }

  func lost() -> [Lost] {
    before.sorted { $0.key < $1.key }.flatMap { table, columns in
      let names = columns.keys.sorted()
      guard let other = after[table] ?? renamed(columns) else {
        return [Lost(table: table, column: nil, columns: names)]
      }
      return names.filter { !survives($0, in: columns, other) }
        .map { Lost(table: table, column: $0, columns: names) }
    }
  }

  /// A new table that has a table's columns and their values.
  private func renamed(_ columns: [Name: [String]]) -> [Name: [String]]? {
    guard follows, columns.values.contains(where: isTelling) else { return nil }
    return after.first { name, other in before[name] == nil && other == columns }?.value
  }

  private func survives(
    _ column: Name, in columns: [Name: [String]], _ other: [Name: [String]]
  ) -> Bool {
    guard let values = columns[column] else { return true }
    guard follows, isTelling(values) else { return other[column] != nil }
    return other[column] == values
      || other.contains { columns[$0.key] == nil && $0.value == values }
  }

  /// Whether the values are such that finding them elsewhere means something.
  private func isTelling(_ values: [String]) -> Bool { values.contains { $0 != "NULL" } }
}
