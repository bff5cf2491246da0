/// A row of `schema_revisions`: a revision that has run in a database.
package struct RecordEntry: Hashable, Sendable {
  /// The name of the table in a user's database.
  package static let tableName = "schema_revisions"

  /// What a database had before a script that has stopped half-way, until that has come to its end.
  package static let censusTableName = "schema_revisions_census"

  package var revision: String
  package var parent: String?
  /// The revision's message.
  package var name: String
  /// When it ran, as `2026-11-21T10:00:00Z`.
  package var appliedAt: String
  package var durationMilliseconds: Int
  /// The git blob id of the revision's file.
  package var fileID: String
  /// The down section as it stands in the file, its `-- migrate:down` line included.
  package var down: String

  package init(
    revision: String, parent: String?, name: String, appliedAt: String,
    durationMilliseconds: Int = 0, fileID: String, down: String
  ) {
    self.revision = revision
    self.parent = parent
    self.name = name
    self.appliedAt = appliedAt
    self.durationMilliseconds = durationMilliseconds
    self.fileID = fileID
    self.down = down
  }
}

/// A change of a database's record.
package enum RecordChange: Hashable, Sendable {
  /// Adds an entry at the end; its duration is measured by the session that runs the script.
  case append(RecordEntry)
  /// Removes the entry of a revision.
  case remove(revision: String)
}
