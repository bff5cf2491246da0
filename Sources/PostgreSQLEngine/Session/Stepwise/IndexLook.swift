internal import Engine

/// Looks for the index that a `CREATE INDEX CONCURRENTLY` makes.
struct IndexLook {
  private let index: ConcurrentIndex
  private let catalog: StepCatalog
  private var connection: Connection { catalog.connection }
  private var table: String { index.table.quotedName }

  init(_ index: ConcurrentIndex, catalog: StepCatalog) {
    self.index = index
    self.catalog = catalog
  }

  private struct Candidate {
    let name: String
    let isOfTable: Bool
    let isValid: Bool
    let isUnique: Bool
    /// What stands behind the table's name in the index's definition.
    let definition: String
    let text: String
  }

  func look() throws(ServerFailure) -> CatalogLook {
    try catalog.settle(table)
    let found = try candidates()
    return index.name == nil ? try lookForEqual(found) : try look(at: found.first)
  }

  private func look(at candidate: Candidate?) throws(ServerFailure) -> CatalogLook {
    guard let candidate else {
      return CatalogLook(StepOutcome(.notBegun, "index '\(index.name ?? "")'"))
    }
    let subject = "index '\(candidate.name)'"
    if candidate.isOfTable, !candidate.isValid { return unfinished(candidate) }
    if candidate.isOfTable, try isEqual(candidate, to: wanted()) {
      return CatalogLook(StepOutcome(.done, subject))
    }
    return CatalogLook(
      StepOutcome(index.takesOthers ? .notBegun : .differs(candidate.text), subject))
  }

  /// Of an index without a name in the statement, its definition is all that is known.
  private func lookForEqual(_ found: [Candidate]) throws(ServerFailure) -> CatalogLook {
    let wanted = try wanted()
    let equal = found.filter { isEqual($0, to: wanted) }
    if let candidate = equal.first(where: { !$0.isValid }) { return unfinished(candidate) }
    return CatalogLook(
      equal.first.map { StepOutcome(.done, "index '\($0.name)'") }
        ?? StepOutcome(.notBegun, "an index of '\(index.table.joined(separator: "."))'"))
  }

  private func unfinished(_ candidate: Candidate) -> CatalogLook {
    CatalogLook(
      StepOutcome(.partly, "index '\(candidate.name)'"),
      removals: ["DROP INDEX CONCURRENTLY \(candidate.name)"])
  }

  private func isEqual(_ candidate: Candidate, to definition: String?) -> Bool {
    candidate.isUnique == index.isUnique && candidate.definition == definition
  }

  // MARK: Catalog

  /// The indexes that may be it: those of its name, or of its table where it has none.
  private func candidates() throws(ServerFailure) -> [Candidate] {
    let condition =
      index.name == nil
      ? """
      i.indrelid = to_regclass($1) AND $2::text IS NULL
        AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = c.oid)
      """
      : """
      c.relname = $2 AND c.relnamespace =
        (SELECT relnamespace FROM pg_class WHERE oid = to_regclass($1))
      """
    return try connection.query(
      """
      SELECT format('%I.%I', n.nspname, c.relname), i.indrelid = to_regclass($1),
        i.indisvalid AND i.indisready AND i.indislive, i.indisunique, \(Self.definition),
        coalesce(pg_get_indexdef(i.indexrelid), 'it is no index')
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_index i ON i.indexrelid = c.oid LEFT JOIN pg_class t ON t.oid = i.indrelid
        LEFT JOIN pg_namespace s ON s.oid = t.relnamespace
      WHERE \(condition)
      """, [table, index.name]
    ).map { row in
      Candidate(
        name: row[0] ?? "", isOfTable: row[1] == "t", isValid: row[2] == "t",
        isUnique: row[3] == "t", definition: row[4] ?? "", text: row[5] ?? "")
    }
  }

  private static let definition = """
    substr(pg_get_indexdef(i.indexrelid), 1 + length('CREATE '
      || CASE WHEN i.indisunique THEN 'UNIQUE ' ELSE '' END || 'INDEX ' || quote_ident(c.relname)
      || ' ON ' || quote_ident(s.nspname) || '.' || quote_ident(t.relname)))
    """

  /// The definition as the server would print it, of an index of a table that has no rows and is
  /// gone with the transaction; `nil` where there can be none.
  private func wanted() throws(ServerFailure) -> String? {
    try connection.execute("SAVEPOINT migrate_look")
    do {
      let definition = try implicit()
      try connection.execute("ROLLBACK TO migrate_look")
      return definition
    } catch  where !error.isConnectionLost {
      try connection.execute("ROLLBACK TO migrate_look")
      return nil
    }
  }

  private func implicit() throws(ServerFailure) -> String? {
    let schema = try connection.query(
      "SELECT quote_ident(nspname) FROM pg_namespace n JOIN pg_class c ON c.relnamespace = n.oid "
        + "WHERE c.oid = to_regclass($1)", [table])
    guard let schema = schema.first?.first.flatMap(\.self) else { return nil }
    let copy = "\(schema)._migrate_likeness"
    try connection.execute("CREATE TABLE \(copy) (LIKE \(table))")
    let kind = index.isUnique ? "UNIQUE INDEX" : "INDEX"
    try connection.execute("CREATE \(kind) ON \(copy) \(index.definition)")
    return try connection.query(
      """
      SELECT \(Self.definition)
      FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
        JOIN pg_namespace s ON s.oid = t.relnamespace
      WHERE i.indrelid = '\(copy)'::regclass
      """
    ).first?.first.flatMap(\.self)
  }
}
