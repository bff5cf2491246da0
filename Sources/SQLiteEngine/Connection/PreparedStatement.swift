internal import CSQLite

/// A compiled statement.
final class PreparedStatement {
  private let handle: OpaquePointer?
  private let connection: Connection

  init(_ sql: String, on connection: Connection) throws(SQLiteFailure) {
    var handle: OpaquePointer?
    let code = sqlite3_prepare_v2(connection.handle, sql, -1, &handle, nil)
    guard code == SQLITE_OK else { throw connection.failure(code: code) }
    self.handle = handle
    self.connection = connection
  }

  deinit { sqlite3_finalize(handle) }

  func rows(_ bindings: [SQLValue] = []) throws(SQLiteFailure) -> [[SQLValue]] {
    defer { sqlite3_reset(handle) }
    for (index, value) in bindings.enumerated() { bind(value, at: Int32(index + 1)) }
    var rows: [[SQLValue]] = []
    while try step() { rows.append(row()) }
    return rows
  }

  private func step() throws(SQLiteFailure) -> Bool {
    switch sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw connection.failure(code: code)
    }
  }

  private func row() -> [SQLValue] {
    (0..<sqlite3_column_count(handle)).map { SQLValue(column: $0, of: handle) }
  }

  private func bind(_ value: SQLValue, at index: Int32) {
    switch value {
    case .null: sqlite3_bind_null(handle, index)
    case .integer(let integer): sqlite3_bind_int64(handle, index, integer)
    case .real(let real): sqlite3_bind_double(handle, index, real)
    case .text(let text): git_migrate_bind_text(handle, index, text, Int32(text.utf8.count))
    case .malformedText(let bytes), .blob(let bytes):
      git_migrate_bind_blob(handle, index, bytes, Int32(bytes.count))
    }
  }
}
