internal import Engine

/// What a script for any client says about the record: the revision runs where its parent is the
/// newest, and is recorded where it has run.
struct StandaloneRecord {
  let changes: [RecordChange]

  func around(_ body: String) -> [String] {
    guard let first = changes.first else { return [body] }
    return [Self.creation, guardStatement(for: first), body]
      + changes.enumerated().map { statement(for: $1, isGuarded: $0 == 0) }
  }

  /// `IF NOT EXISTS` alone asks for the right to create.
  private static let creation = """
    DO $migrate$
    BEGIN
    IF to_regclass('\(RecordTable.name)') IS NULL THEN
    \(RecordTable.declaration);
    END IF;
    END
    $migrate$;
    """

  /// Fails where another revision is the newest than that which the change follows, and where one
  /// has stopped half-way.
  private func guardStatement(for change: RecordChange) -> String {
    let expected = expected(before: change)
    let words =
      expected.map { "the newest recorded revision must be \($0)" }
      ?? "no revision may be recorded yet"
    return """
      DO $migrate$
      BEGIN
        IF (\(Self.newest)) IS DISTINCT FROM \(expected?.quotedLiteral ?? "NULL") THEN
          RAISE EXCEPTION \(words.quotedLiteral);
        END IF;
        IF EXISTS (SELECT 1 FROM \(RecordTable.name) WHERE status <> 'applied') THEN
          RAISE EXCEPTION 'a revision has stopped half-way';
        END IF;
      END
      $migrate$;
      """
  }

  private func expected(before change: RecordChange) -> String? {
    switch change {
    case .append(let entry): entry.parent
    case .remove(let revision): revision
    }
  }

  private static let newest =
    "SELECT revision FROM \(RecordTable.name) WHERE status = 'applied' ORDER BY position DESC LIMIT 1"

  /// A client that has gone on after an error outside of a transaction finds the guard once more.
  private func statement(for change: RecordChange, isGuarded: Bool) -> String {
    switch change {
    case .append(let entry): insertion(of: entry, isGuarded: isGuarded)
    case .remove(let revision):
      "DELETE FROM \(RecordTable.name) WHERE revision = \(revision.quotedLiteral)"
        + (isGuarded ? "\n  AND revision = (\(Self.newest));" : ";")
    }
  }

  private func insertion(of entry: RecordEntry, isGuarded: Bool) -> String {
    let guarded = """
      CASE WHEN (\(Self.newest)) IS NOT DISTINCT FROM \(entry.parent?.quotedLiteral ?? "NULL")
        THEN \(entry.revision.quotedLiteral) END
      """
    let values = [
      isGuarded ? guarded : entry.revision.quotedLiteral, entry.parent?.quotedLiteral ?? "NULL",
      entry.name.quotedLiteral,
      entry.appliedAt.quotedLiteral + "::timestamptz", "0", "'applied'",
      entry.fileID.quotedLiteral, entry.down.quotedLiteral,
    ]
    return """
      \(RecordTable.insertion)
        SELECT \(values.joined(separator: ", "));
      """
  }
}
