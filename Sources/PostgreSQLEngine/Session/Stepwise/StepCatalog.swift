internal import Engine

/// The catalogs, asked for what statements leave behind that take several transactions.
///
/// To be used in a transaction.
struct StepCatalog {
  let connection: Connection
  /// Whether to wait for sessions that work on a table now.
  let waits: Bool

  /// Waits until no other session builds or drops an index of a table, or detaches it.
  ///
  /// - Parameter table: in quotes; nothing is done where there is none of that name.
  func settle(_ table: String) throws(ServerFailure) {
    let kind = try connection.query(
      "SELECT relkind FROM pg_class WHERE oid = to_regclass($1)", [table])
    guard waits, let kind = kind.first?.first, kind == "r" || kind == "p" else { return }
    try connection.execute("LOCK TABLE \(table) IN SHARE UPDATE EXCLUSIVE MODE")
  }

  private func settleTable(ofIndex index: String) throws(ServerFailure) {
    let rows = try connection.query(
      "SELECT indrelid::regclass FROM pg_index WHERE indexrelid = to_regclass($1)", [index])
    if let table = rows.first?.first.flatMap(\.self) { try settle(table) }
  }

  // MARK: Answers

  func removedIndex(_ name: [String]) throws(ServerFailure) -> CatalogLook {
    try settleTable(ofIndex: name.quotedName)
    let rows = try connection.query(
      """
      SELECT i.indisvalid FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
      WHERE c.oid = to_regclass($1)
      """, [name.quotedName])
    let extent: StepOutcome.Extent =
      switch rows.first?.first {
      case nil: .done
      case "f": .partly
      default: .notBegun
      }
    return CatalogLook(StepOutcome(extent, "index '\(name.joined(separator: "."))'"))
  }

  /// Whether it has come to its end cannot be seen; it can be done once more.
  ///
  /// What it leaves behind has these names:
  /// <https://www.postgresql.org/docs/current/sql-reindex.html#SQL-REINDEX-CONCURRENTLY>
  func rebuiltIndex(
    _ kind: LoneStatement.Reindexed, _ name: String
  ) throws(ServerFailure) -> CatalogLook {
    try kind == .table ? settle(name) : settleTable(ofIndex: name)
    let table =
      kind == .table
      ? "to_regclass($1)"
      : "(SELECT indrelid FROM pg_index WHERE indexrelid = to_regclass($1))"
    let rows = try connection.query(
      """
      SELECT c.oid::regclass FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE i.indrelid = \(table) AND NOT i.indisvalid AND c.relname ~ '_cc(new|old)[0-9]*$'
      """, [name])
    let left = rows.compactMap { $0[0] }
    return CatalogLook(
      left.first.map { StepOutcome(.partly, "index '\($0)'") },
      removals: left.map { "DROP INDEX CONCURRENTLY \($0)" })
  }

  func detached(
    _ name: [String], from parent: [String]
  ) throws(ServerFailure) -> CatalogLook {
    let (partition, table) = (name.quotedName, parent.quotedName)
    try settle(table)
    let subject = "partition '\(name.joined(separator: "."))'"
    guard connection.serverVersion >= 140_000,
      try connection.query("SELECT to_regclass($1)", [partition]).first?.first != .some(nil)
    else { return CatalogLook(StepOutcome(.notBegun, subject)) }
    let rows = try connection.query(
      """
      SELECT inhdetachpending FROM pg_inherits
      WHERE inhrelid = to_regclass($1) AND inhparent = to_regclass($2)
      """, [partition, table])
    switch rows.first?.first {
    case nil: return CatalogLook(StepOutcome(.done, subject))
    case "t":
      return CatalogLook(
        StepOutcome(.partly, subject),
        completion: "ALTER TABLE \(table) DETACH PARTITION \(partition) FINALIZE")
    default: return CatalogLook(StepOutcome(.notBegun, subject))
    }
  }

  func exists(
    _ object: LoneStatement.ClusterObject, _ name: String
  ) throws(ServerFailure) -> Bool {
    let (table, column) = object.catalog
    return try !connection.query("SELECT 1 FROM \(table) WHERE \(column) = $1", [name]).isEmpty
  }
}
