internal import Engine
internal import SchemaModel

/// The triggers and indexes that a script does not know of.
///
/// `DROP TABLE` takes them along without a word when a table is rebuilt. What no revision has made is
/// not a revision's to remove, so they are put back.
struct Bystanders {
  private let connection: Connection
  private let before: [MasterRow]

  init(connection: Connection) throws(SQLiteFailure) {
    self.connection = connection
    before = try Self.objects(of: connection)
  }

  /// Makes those again that are gone, though their table is there and the script does not name them.
  ///
  /// - Throws: ``DatabaseError/statementFailed(_:)`` where one does not fit the table any more.
  func restore(after script: Script) throws {
    let present = Set(try Self.objects(of: connection).map(\.name))
    let missing = before.filter { !present.contains($0.name) }
    guard !missing.isEmpty else { return }
    let named = Set(Tokenizer.tokens(of: script.text).map { Name(sqlite: $0.value) })
    let tables = Set(
      try connection.query("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        .compactMap(\.[0].text))
    for object in missing
    where tables.contains(object.table) && !named.contains(Name(sqlite: object.name)) {
      try restore(object, script)
    }
  }

  private func restore(_ object: MasterRow, _ script: Script) throws {
    do {
      try connection.query(object.sql)
    } catch {
      throw DatabaseError.statementFailed(
        StatementFailure(
          path: script.path, line: script.firstLine, sql: object.sql,
          reason: "\(object.type) '\(object.name)', which no revision has made: \(error.reason)",
          engine: "SQLite"))
    }
  }

  private static func objects(of connection: Connection) throws(SQLiteFailure) -> [MasterRow] {
    try connection.query(
      """
      SELECT type, name, tbl_name, sql FROM sqlite_master
      WHERE type IN ('index', 'trigger') AND sql IS NOT NULL
      """
    ).map(MasterRow.init)
  }
}
