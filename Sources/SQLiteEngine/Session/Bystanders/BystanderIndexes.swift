internal import Engine
internal import SchemaModel

/// The full-text indexes of other tables' rows that no revision has made.
///
/// They find rows by numbers, which can be others where a table is made anew.
struct BystanderIndexes {
  private let connection: Connection
  /// Those that found just what their tables hold.
  private let agreeing: [VirtualTable]

  /// - Parameter remade: the tables that the script drops.
  init(connection: Connection, script: Script, remade: Set<Name>) throws(SQLiteFailure) {
    self.connection = connection
    let rows = try connection.query(
      """
      SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%'
      """)
    let tables = rows.map { row in
      VirtualTable(Name(sqlite: row[0].text ?? ""), declaredBy: row[1].text ?? "")
    }.filter { $0.isFullText && ($0.source.map(remade.contains) ?? false) }
    let words = tables.isEmpty ? [] : Set(Tokenizer.tokens(of: script.text).map(\.name))
    agreeing = tables.filter { table in
      !words.contains(table.name) && (try? connection.query(table.agreementSQL)) != nil
    }
  }

  /// Makes those again from their tables that no longer find what is there.
  ///
  /// - Throws: ``DatabaseError/statementFailed(_:)`` where one does not fit its table any more.
  func rebuildBroken(after script: Script) throws {
    for table in agreeing where (try? connection.query(table.agreementSQL)) == nil {
      do {
        try connection.query(table.rebuildSQL)
      } catch {
        throw script.refusal(
          of: "full-text index '\(table.name)', which no revision has made: \(error.reason)",
          sql: table.rebuildSQL)
      }
    }
  }
}
