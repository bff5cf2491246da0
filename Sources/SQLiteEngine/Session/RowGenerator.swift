internal import CSQLite
internal import SchemaModel

/// Fills tables with made-up rows that their constraints let in.
///
/// The values depend on the schema alone, so that the same schema gets the same rows everywhere.
struct RowGenerator {
  let connection: Connection
  let schema: Schema

  /// - Returns: the number of rows that are in all tables afterwards.
  func fill(_ rowsPerTable: Int) throws(SQLiteFailure) -> Int {
    connection.set(SQLITE_DBCONFIG_ENABLE_TRIGGER, to: false)
    defer { connection.set(SQLITE_DBCONFIG_ENABLE_TRIGGER, to: true) }
    try connection.query("PRAGMA foreign_keys = ON")
    try connection.query("BEGIN")
    var count = 0
    for table in schema.tables.parentsFirst() { count += try fill(table, rowsPerTable) }
    try connection.query("COMMIT")
    return count
  }

  private func fill(_ table: Table, _ rowCount: Int) throws(SQLiteFailure) -> Int {
    let parents = try parentRows(of: table)
    for number in stride(from: 1, through: rowCount, by: 1) {
      // Later styles are plainer; the first that the constraints accept is taken.
      for style in ValueStyle.allCases {
        let values = ValueGenerator(table: table, row: number, style: style, parents: parents)
          .values()
        if try insert(values, into: table) { break }
      }
    }
    return try connection.query("SELECT count(*) FROM \(table.name.sql)").first?.first?.integer ?? 0
  }

  /// A row that a constraint refuses is not there; that is no error.
  private func insert(
    _ values: [(Name, SQLValue)], into table: Table
  ) throws(SQLiteFailure) -> Bool {
    try connection.query("SAVEPOINT _migrate_row")
    // What a deferred key refuses only shows once the row is in.
    let isIn = isAccepted(values, into: table) && !connection.hasUnresolvedForeignKeys
    guard !connection.isAutocommit else {
      // ON CONFLICT ROLLBACK, which a generated column insists on.
      try connection.query("BEGIN")
      return false
    }
    if !isIn { try connection.query("ROLLBACK TO _migrate_row") }
    try connection.query("RELEASE _migrate_row")
    return isIn
  }

  private func isAccepted(_ values: [(Name, SQLValue)], into table: Table) -> Bool {
    let columns = values.map(\.0.sql).joined(separator: ", ")
    let places = values.map { _ in "?" }.joined(separator: ", ")
    let sql =
      values.isEmpty
      ? "INSERT INTO \(table.name.sql) DEFAULT VALUES"
      : "INSERT OR ABORT INTO \(table.name.sql) (\(columns)) VALUES (\(places))"
    return (try? connection.query(sql, values.map(\.1))) != nil
  }

  /// For each foreign key the parent's key values that are there.
  private func parentRows(of table: Table) throws(SQLiteFailure) -> [[[SQLValue]]] {
    var rows: [[[SQLValue]]] = []
    for key in table.foreignKeys {
      guard key.parent != table.name, schema.table(named: key.parent) != nil,
        key.parentColumns.count == key.columns.count
      else {
        rows.append([])
        continue
      }
      let columns = key.parentColumns.map(\.sql).joined(separator: ", ")
      rows.append(
        (try? connection.query("SELECT \(columns) FROM \(key.parent.sql) LIMIT 50")) ?? [])
    }
    return rows
  }
}
