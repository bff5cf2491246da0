internal import CSQLite
internal import Glibc

/// A connection to one SQLite database.
///
/// A thin wrapper: every call is one of SQLite's, and its refusal is thrown as it is.
final class Connection {
  let handle: OpaquePointer
  let authorizer = Authorizer()

  /// - Parameters:
  ///   - path: a file name, or `:memory:`.
  ///   - flags: those of `sqlite3_open_v2`.
  init(path: String, flags: Int32) throws(SQLiteFailure) {
    var handle: OpaquePointer?
    let code = sqlite3_open_v2(path, &handle, flags | SQLITE_OPEN_EXRESCODE, nil)
    guard code == SQLITE_OK, let handle else {
      let failure = SQLiteFailure(
        code: code, reason: Self.systemReason(of: handle) ?? Self.message(of: handle, code: code))
      sqlite3_close_v2(handle)
      throw failure
    }
    self.handle = handle
    authorizer.watch(handle)
  }

  deinit { sqlite3_close_v2(handle) }

  /// Whether no transaction is open.
  var isAutocommit: Bool { sqlite3_get_autocommit(handle) != 0 }

  /// Whether there are rows in the open transaction that no commit would let stand.
  var hasUnresolvedForeignKeys: Bool {
    var current: Int32 = 0
    var highest: Int32 = 0
    sqlite3_db_status(handle, SQLITE_DBSTATUS_DEFERRED_FKS, &current, &highest, 0)
    return current != 0
  }

  func setBusyTimeout(milliseconds: Int32) { sqlite3_busy_timeout(handle, milliseconds) }

  /// Sets an option of `sqlite3_db_config`.
  func set(_ option: Int32, to isOn: Bool) {
    _ = git_migrate_set_db_config(handle, option, isOn ? 1 : 0)
  }

  /// Runs one statement to its end and returns its rows.
  @discardableResult
  func query(_ sql: String, _ bindings: [SQLValue] = []) throws(SQLiteFailure) -> [[SQLValue]] {
    try prepare(sql).rows(bindings)
  }

  func prepare(_ sql: String) throws(SQLiteFailure) -> PreparedStatement {
    authorizer.forgetRefusal()
    return try PreparedStatement(sql, on: self)
  }

  /// The failure of the latest call on this connection.
  func failure(code: Int32) -> SQLiteFailure {
    if let refusal = authorizer.refusal {
      return SQLiteFailure(code: SQLITE_ERROR, reason: refusal)
    }
    let offset = sqlite3_error_offset(handle)
    return SQLiteFailure(
      code: code, reason: Self.message(of: handle, code: code),
      offset: offset < 0 ? nil : Int(offset))
  }

  /// Why the operating system did not open a file, in its words.
  private static func systemReason(of handle: OpaquePointer?) -> String? {
    guard let handle else { return nil }
    let code = sqlite3_system_errno(handle)
    return code == 0 ? nil : String(cString: strerror(code))
  }

  private static func message(of handle: OpaquePointer?, code: Int32) -> String {
    guard let text = handle.map({ sqlite3_errmsg($0) }) ?? sqlite3_errstr(code) else { return "" }
    return String(cString: text)
  }
}

/// A refusal of SQLite.
struct SQLiteFailure: Error {
  /// SQLite's extended result code.
  let code: Int32
  let reason: String
  /// Where in the statement, in bytes, SQLite saw the mistake.
  var offset: Int?

  /// The result code without its extension.
  var primaryCode: Int32 { code & 0xFF }
}
