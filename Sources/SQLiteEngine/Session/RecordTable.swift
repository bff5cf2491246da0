internal import Engine

/// The table `schema_revisions`.
struct RecordTable {
  let connection: Connection

  static let declaration = """
    CREATE TABLE IF NOT EXISTS \(RecordEntry.tableName) (
      position INTEGER PRIMARY KEY,
      revision TEXT NOT NULL UNIQUE,
      parent TEXT,
      name TEXT NOT NULL,
      applied_at TEXT NOT NULL,
      duration_ms INTEGER NOT NULL,
      status TEXT NOT NULL,
      file_id TEXT NOT NULL,
      down TEXT NOT NULL
    )
    """

  /// The entries, oldest first; `nil` where the table is not there.
  func entries() throws -> [RecordEntry]? {
    guard try exists() else { return nil }
    return try connection.query(
      """
      SELECT revision, parent, name, applied_at, duration_ms, file_id, down
      FROM \(RecordEntry.tableName) ORDER BY position
      """
    ).map(RecordEntry.init)
  }

  func apply(_ changes: [RecordChange], durationMilliseconds: Int) throws {
    try connection.query(Self.declaration)
    for change in changes {
      switch change {
      case .append(let entry): try append(entry, durationMilliseconds: durationMilliseconds)
      case .remove(let revision):
        try connection.query(
          "DELETE FROM \(RecordEntry.tableName) WHERE revision = ?", [.text(revision)])
      }
    }
  }

  private func exists() throws -> Bool {
    try !connection.query(
      "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?",
      [.text(RecordEntry.tableName)]
    ).isEmpty
  }

  private func append(_ entry: RecordEntry, durationMilliseconds: Int) throws {
    try connection.query(
      "\(Self.insertion) VALUES (?, ?, ?, ?, ?, 'applied', ?, ?)",
      [
        .text(entry.revision), entry.parent.map(SQLValue.text) ?? .null, .text(entry.name),
        .text(entry.appliedAt), .integer(Int64(durationMilliseconds)), .text(entry.fileID),
        .text(entry.down),
      ])
  }

  private static let insertion = """
    INSERT INTO \(RecordEntry.tableName)
      (revision, parent, name, applied_at, duration_ms, status, file_id, down)
    """
}

extension RecordEntry {
  fileprivate init(_ row: [SQLValue]) {
    self.init(
      revision: row[0].text ?? "", parent: row[1].text, name: row[2].text ?? "",
      appliedAt: row[3].text ?? "", durationMilliseconds: row[4].integer ?? 0,
      fileID: row[5].text ?? "", down: row[6].text ?? "")
  }
}
