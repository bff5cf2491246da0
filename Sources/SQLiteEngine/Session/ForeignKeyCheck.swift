internal import Engine

/// The rows of a database that refer to rows that are not there.
struct ForeignKeyCheck {
  let connection: Connection

  func violations() throws(SQLiteFailure) -> [ForeignKeyViolation] {
    if let all = try? violations(in: nil) { return all }
    // One key whose parent columns are not unique is enough for SQLite to refuse the whole check.
    let names = try connection.query("SELECT name FROM sqlite_master WHERE type = 'table'")
    return names.compactMap { $0[0].text }.flatMap { (try? violations(in: $0)) ?? [] }
  }

  private func violations(in table: String?) throws(SQLiteFailure) -> [ForeignKeyViolation] {
    try connection.query(
      """
      SELECT "table", parent, count(*)
      FROM pragma_foreign_key_check\(table == nil ? "" : "(?)") GROUP BY 1, 2 ORDER BY 1, 2
      """, table.map { [.text($0)] } ?? []
    ).map {
      ForeignKeyViolation(
        table: $0[0].text ?? "", parent: $0[1].text ?? "", rows: $0[2].integer ?? 0)
    }
  }

  /// Rows that were wrong before are nobody's fault.
  func refuse(newSince before: [ForeignKeyViolation]) throws {
    let new = try violations().filter { violation in
      let old = before.first { $0.table == violation.table && $0.parent == violation.parent }
      return violation.rows > old?.rows ?? 0
    }
    guard new.isEmpty else { throw DatabaseError.foreignKeyViolations(new) }
  }
}
