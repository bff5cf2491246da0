internal import Engine
internal import SchemaModel

/// The triggers and indexes that a script does not know of.
///
/// `DROP TABLE` takes them along without a word when a table is rebuilt. What no revision has made is
/// not a revision's to remove, so they are put back.
struct Bystanders {
  private let connection: Connection
  private let before: [MasterRow]

  init(connection: Connection) throws {
    self.connection = connection
    before = try Self.objects(of: connection)
  }

  /// Makes those again that are gone, though the script does not name them and has made their table
  /// anew.
  ///
  /// A table that merely has the name of one that is gone, since it was renamed, is another's.
  ///
  /// - Throws: ``DatabaseError/statementFailed(_:)`` where one does not fit the table any more.
  func restore(after script: Script) throws {
    let present = Set(try Self.objects(of: connection).map(\.name))
    let missing = before.filter { !present.contains($0.name) }
    guard !missing.isEmpty else { return }
    let tokens = Tokenizer.tokens(of: script.text)
    let named = Set(tokens.map { Name(sqlite: $0.value) })
    let remade = Self.droppedTables(in: tokens).intersection(try tables())
    for object in missing
    where remade.contains(Name(sqlite: object.table)) && !named.contains(Name(sqlite: object.name))
    {
      try restore(object, script)
    }
  }

  private func tables() throws -> Set<Name> {
    let rows = try connection.query("SELECT name FROM sqlite_master WHERE type = 'table'")
    return Set(rows.compactMap { $0[0].text.map { Name(sqlite: $0) } })
  }

  /// The tables that `DROP TABLE` statements name.
  private static func droppedTables(in tokens: [Token]) -> Set<Name> {
    var names: Set<Name> = []
    for position in tokens.indices.dropLast(2)
    where tokens[position].isWord("drop") && tokens[position + 1].isWord("table") {
      var cursor = TokenCursor(tokens[(position + 2)...].prefix(3))
      _ = cursor.skip("if", "exists")
      if let name = cursor.next() { names.insert(Name(sqlite: name.value)) }
    }
    return names
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

  private static func objects(of connection: Connection) throws -> [MasterRow] {
    try connection.query(
      """
      SELECT type, name, tbl_name, sql FROM sqlite_master
      WHERE type IN ('index', 'trigger') AND sql IS NOT NULL
      """
    ).map(MasterRow.init)
  }
}
