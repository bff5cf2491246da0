internal import Engine

/// What a script for any client says about the record: the revision runs where its parent is the
/// newest, and is recorded where it has run.
struct StandaloneRecord {
  let changes: [RecordChange]
  let checksForeignKeys: Bool

  func around(_ body: String) -> [String] {
    let beginning =
      changes.isEmpty
      ? [] : [RecordTable.declaration + ";"] + changes.prefix(1).map { guardStatements(for: $0) }
    let keys = checksForeignKeys ? [Self.foreignKeyGuard] : []
    return beginning + [body].filter { !$0.isEmpty } + keys
      + changes.enumerated().map { statement(for: $1, isGuarded: $0 == 0) }
  }

  /// Fails where another revision is the newest than that which the change follows.
  private func guardStatements(for change: RecordChange) -> String {
    let (words, condition) = expectation(of: change)
    return """
      CREATE TEMP TABLE _migrate_newest (revision CONSTRAINT "\(words)" CHECK (\(condition)));
      INSERT INTO _migrate_newest SELECT (\(Self.newest));
      DROP TABLE _migrate_newest;
      """
  }

  private func expectation(of change: RecordChange) -> (words: String, condition: String) {
    let expected =
      switch change {
      case .append(let entry): entry.parent
      case .remove(let revision): revision
      }
    return (
      expected.map { "the newest recorded revision must be \($0)" }
        ?? "no revision may be recorded yet", "revision IS \(expected?.sqlLiteral ?? "NULL")"
    )
  }

  private static let newest =
    "SELECT revision FROM \(RecordEntry.tableName) ORDER BY position DESC LIMIT 1"

  /// Fails where rows refer to rows that are not there.
  private static let foreignKeyGuard = """
    CREATE TEMP TABLE _migrate_check (violations CHECK (violations = 0));
    INSERT INTO _migrate_check SELECT count(*) FROM pragma_foreign_key_check;
    DROP TABLE _migrate_check;
    """

  // MARK: The change itself

  /// A client that has gone on after an error finds the guards here once more: then everything that
  /// the transaction has done is undone.
  private func statement(for change: RecordChange, isGuarded: Bool) -> String {
    switch change {
    case .append(let entry): insertion(of: entry, isGuarded: isGuarded)
    case .remove(let revision):
      "DELETE FROM \(RecordEntry.tableName) WHERE revision = \(revision.sqlLiteral)"
        + (isGuarded ? "\n  AND revision = (\(Self.newest));" : ";")
    }
  }

  private func insertion(of entry: RecordEntry, isGuarded: Bool) -> String {
    let keys = checksForeignKeys ? " AND NOT EXISTS (SELECT 1 FROM pragma_foreign_key_check)" : ""
    let guarded = """
      CASE WHEN (\(Self.newest)) IS \(entry.parent?.sqlLiteral ?? "NULL")\(keys)
        THEN \(entry.revision.sqlLiteral) END
      """
    let values = [
      isGuarded ? guarded : entry.revision.sqlLiteral, entry.parent?.sqlLiteral ?? "NULL",
      entry.name.sqlLiteral, entry.appliedAt.sqlLiteral, "0", "'applied'", entry.fileID.sqlLiteral,
      entry.down.sqlLiteral,
    ]
    return """
      INSERT OR ROLLBACK INTO \(RecordEntry.tableName)
        (revision, parent, name, applied_at, duration_ms, status, file_id, down)
        SELECT \(values.joined(separator: ", "));
      """
  }
}
