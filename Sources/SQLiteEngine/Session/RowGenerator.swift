internal import CSQLite
internal import SchemaModel

/// Fills tables with made-up rows that their constraints let in.
///
/// The values depend on the schema alone, so that the same schema gets the same rows everywhere.
struct RowGenerator {
  private let connection: Connection
  private let schema: Schema
  private let savepoint: PreparedStatement
  private let rollback: PreparedStatement
  private let release: PreparedStatement

  init(connection: Connection, schema: Schema) throws(SQLiteFailure) {
    self.connection = connection
    self.schema = schema
    savepoint = try connection.prepare("SAVEPOINT _migrate_row")
    rollback = try connection.prepare("ROLLBACK TO _migrate_row")
    release = try connection.prepare("RELEASE _migrate_row")
  }

  /// - Returns: the number of rows that are in all tables afterwards.
  func fill(_ rowsPerTable: Int) throws(SQLiteFailure) -> Int {
    connection.set(SQLITE_DBCONFIG_ENABLE_TRIGGER, to: false)
    defer { connection.set(SQLITE_DBCONFIG_ENABLE_TRIGGER, to: true) }
    try connection.query("PRAGMA foreign_keys = ON")
    try connection.query("BEGIN")
    var count = 0
    for table in schema.tables.parentsFirst() { count += try fill(table, rowsPerTable) }
    try connection.query("COMMIT")
    for object in schema.objects where object.kind == .virtualTable {
      VirtualTableRows(VirtualTable(object), connection: connection).fill(rowsPerTable)
    }
    return count
  }

  private func fill(_ table: Table, _ rowCount: Int) throws(SQLiteFailure) -> Int {
    let parents = try parentRows(of: table)
    var insertion = RowInsertion(table: table.name, connection: connection)
    for number in stride(from: 1, through: rowCount, by: 1) {
      // Later styles are plainer; the first that the constraints accept is taken.
      for style in ValueStyle.allCases {
        let values = ValueGenerator(table: table, row: number, style: style, parents: parents)
          .values()
        if try insert(Self.rowNumber(number, of: table) + values, by: &insertion) { break }
      }
    }
    return try connection.query("SELECT count(*) FROM \(table.name.sql)").first?.first?.integer ?? 0
  }

  /// Numbers with gaps between them, so that it shows where rows are numbered anew.
  private static func rowNumber(_ number: Int, of table: Table) -> [(Name, SQLValue)] {
    guard table.rowNumberColumn == nil, let name = table.rowNumber else { return [] }
    return [(Name(sqlite: name), .integer(Int64(number * 3)))]
  }

  /// A row that a constraint refuses is not there; that is no error.
  private func insert(
    _ values: [(Name, SQLValue)], by insertion: inout RowInsertion
  ) throws(SQLiteFailure) -> Bool {
    _ = try savepoint.rows()
    // What a deferred key refuses only shows once the row is in.
    let isIn = insertion.accepts(values) && !connection.hasUnresolvedForeignKeys
    guard !connection.isAutocommit else {
      // ON CONFLICT ROLLBACK, which a generated column insists on.
      try connection.query("BEGIN")
      return false
    }
    if !isIn { _ = try rollback.rows() }
    _ = try release.rows()
    return isIn
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

/// Inserts rows into one table; rows of the same columns share a statement.
private struct RowInsertion {
  let table: Name
  let connection: Connection
  private var columns: [Name]?
  private var statement: PreparedStatement?

  init(table: Name, connection: Connection) {
    self.table = table
    self.connection = connection
  }

  /// Whether the table has taken the row.
  mutating func accepts(_ values: [(Name, SQLValue)]) -> Bool {
    let names = values.map(\.0)
    if columns != names {
      statement = try? connection.prepare(Self.sql(names, table))
      columns = names
    }
    return (try? statement?.rows(values.map(\.1))) != nil
  }

  private static func sql(_ columns: [Name], _ table: Name) -> String {
    guard !columns.isEmpty else { return "INSERT INTO \(table.sql) DEFAULT VALUES" }
    let places = columns.map { _ in "?" }.joined(separator: ", ")
    return """
      INSERT OR ABORT INTO \(table.sql) (\(columns.map(\.sql).joined(separator: ", "))) \
      VALUES (\(places))
      """
  }
}
