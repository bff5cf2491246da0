internal import CSQLite
internal import Engine

extension DatabaseError {
  /// Runs `body` and turns SQLite's refusals into what they mean for the database at `path`.
  static func translating<Result>(_ path: String, _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let failure as SQLiteFailure {
      throw DatabaseError(failure, path: path)
        ?? .statementFailed(
          StatementFailure(path: path, line: 1, sql: "", reason: failure.reason, engine: "SQLite"))
    }
  }

  /// The refusals that concern the database as a whole rather than a statement.
  init?(_ failure: SQLiteFailure, path: String) {
    switch failure.primaryCode {
    case SQLITE_BUSY, SQLITE_LOCKED: self = .locked(path: path)
    case SQLITE_NOTADB, SQLITE_CORRUPT: self = .notADatabase(path: path)
    case SQLITE_READONLY: self = .readOnly(path: path)
    case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH:
      self = .cannotOpen(path: path, reason: failure.reason)
    default: return nil
    }
  }
}
