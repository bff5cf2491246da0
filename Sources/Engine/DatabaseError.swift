/// What a database or its engine refused.
package enum DatabaseError: Error, Hashable, Sendable {
  case statementFailed(StatementFailure)
  /// Rows that would refer to rows that are not there, found before the end of a script.
  case foreignKeyViolations([ForeignKeyViolation])
  case notFound(path: String)
  case cannotOpen(path: String, reason: String)
  case notADatabase(path: String)
  case readOnly(path: String)
  case locked(path: String)
  /// Another session has changed the record since this one read it.
  case recordMoved(newest: String?)
  case unsupportedURL(String)
  /// A schema object of a kind that this engine's catalog reader does not know.
  case unsupportedObject(kind: String, name: String)
}

/// A statement that an engine refused.
package struct StatementFailure: Hashable, Sendable {
  package var path: String
  /// The line on which the statement, or the part of it that the engine points at, stands.
  package var line: Int
  package var sql: String
  /// The engine's own words.
  package var reason: String
  /// The engine's name, as in `SQLite`.
  package var engine: String

  package init(path: String, line: Int, sql: String, reason: String, engine: String) {
    self.path = path
    self.line = line
    self.sql = sql
    self.reason = reason
    self.engine = engine
  }
}

/// Rows of one table that refer to missing rows of another.
package struct ForeignKeyViolation: Hashable, Sendable {
  package var table: String
  package var parent: String
  package var rows: Int

  package init(table: String, parent: String, rows: Int) {
    self.table = table
    self.parent = parent
    self.rows = rows
  }
}
