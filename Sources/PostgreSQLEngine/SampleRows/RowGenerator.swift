/// Fills tables with made-up rows that their constraints let in.
///
/// The values depend on the schema alone, so that the same schema gets the same rows everywhere.
struct RowGenerator {
  let connection: Connection

  /// - Returns: the number of rows that are in all tables afterwards.
  func fill(_ rowsPerTable: Int) throws(ServerFailure) -> Int {
    let tables = try SampleCatalog(connection: connection).tables()
    guard !tables.isEmpty else { return 0 }
    let triggers = try TriggerPause(connection: connection)
    do {
      try connection.execute("BEGIN; \(triggers.pausing); SET CONSTRAINTS ALL IMMEDIATE")
      let names = Dictionary(tables.map { ($0.id, $0.name) }, uniquingKeysWith: { $1 })
      for table in tables { try fill(table, rowsPerTable, names) }
      try connection.execute("\(triggers.resuming); COMMIT")
    } catch {
      _ = try? connection.execute("ROLLBACK")
      throw error
    }
    let counts = tables.filter { !$0.isPartitioned }
      .map { "SELECT count(*) FROM ONLY \($0.name)" }.joined(separator: " UNION ALL ")
    return counts.isEmpty
      ? 0
      : try connection.query("SELECT sum(count) FROM (\(counts)) AS counts").first?.first
        .flatMap(\.self).flatMap { Int($0) } ?? 0
  }

  private func fill(
    _ table: SampleTable, _ rowCount: Int, _ names: [String: String]
  ) throws(ServerFailure) {
    // What went through the parent is enough.
    if table.isPartition, try !isEmpty(table) { return }
    let parents = try table.keys.map { key throws(ServerFailure) in try rows(of: key, names) }
    func statement(_ number: Int, _ style: RowStyle) -> String {
      SampleRow(table: table, number: number, style: style, parents: parents).statement
    }
    // In most tables all rows are let in as they come, in one round trip.
    if try isAccepted((1...rowCount).map { statement($0, .sparse) }) { return }
    for number in 1...rowCount {
      for style in RowStyle.all {
        if try isAccepted([statement(number, style)]) { break }
      }
    }
  }

  /// A row that a constraint refuses is not there; that is no error.
  private func isAccepted(_ statements: [String]) throws(ServerFailure) -> Bool {
    do {
      let text = statements.joined(separator: ";")
      try connection.execute("SAVEPOINT _migrate_row; \(text); RELEASE _migrate_row")
      return true
    } catch {
      guard !error.isConnectionLost else { throw error }
      try connection.execute("ROLLBACK TO _migrate_row; RELEASE _migrate_row")
      return false
    }
  }

  private func isEmpty(_ table: SampleTable) throws(ServerFailure) -> Bool {
    try connection.query("SELECT 1 FROM \(table.name) LIMIT 1").isEmpty
  }

  /// - Parameter names: those of the tables, by their ids.
  private func rows(
    of key: SampleKey, _ names: [String: String]
  ) throws(ServerFailure) -> [[String?]] {
    guard let parent = names[key.parent] else { return [] }
    let columns = key.parentColumns.map { "\($0.quotedIdentifier)::text" }.joined(separator: ", ")
    let positions = key.parentColumns.indices.map { "\($0 + 1)" }.joined(separator: ", ")
    return try connection.query(
      "SELECT \(columns) FROM \(parent) ORDER BY \(positions) LIMIT 50")
  }
}
