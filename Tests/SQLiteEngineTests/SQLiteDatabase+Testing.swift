import CSQLite
import Engine
import SchemaModel

@testable import SQLiteEngine

extension SQLiteDatabase {
  /// A scratch database in which a script has run.
  static func scratch(_ sql: String) throws -> SQLiteDatabase {
    let database = try SQLiteDatabase(scratch: ())
    try database.run(Script(sql, path: "test.sql"))
    return database
  }

  @discardableResult
  func query(_ sql: String) throws -> [[SQLValue]] { try connection.query(sql) }

  /// Runs a script as `executescript` of Python does: to the first error, with nothing round it.
  func paste(_ script: String) throws {
    beAsOfAnyClient()
    guard sqlite3_exec(connection.handle, script, nil, nil, nil) == SQLITE_OK else {
      throw connection.failure(code: sqlite3_errcode(connection.handle))
    }
  }

  /// Runs each statement of a script, also after one has failed.
  func pasteStubbornly(_ script: String) {
    beAsOfAnyClient()
    var rest = script.utf8CString.dropLast().map { $0 } + [0]
    while rest.count > 1 {
      var end = 0
      var statement: OpaquePointer?
      rest.withUnsafeBufferPointer { text in
        var tail: UnsafePointer<CChar>?
        sqlite3_prepare_v2(connection.handle, text.baseAddress, -1, &statement, &tail)
        end = text.baseAddress.flatMap { start in tail.map { $0 - start } } ?? text.count - 1
      }
      while sqlite3_step(statement) == SQLITE_ROW {}
      sqlite3_finalize(statement)
      guard end > 0 else { return }
      rest.removeFirst(end)
    }
  }

  /// Lets scripts do what another client's connection lets them do.
  func beAsOfAnyClient() { connection.authorizer.isConfined = false }

  func count(_ table: String) throws -> Int? {
    try query("SELECT count(*) FROM \(Name(sqlite: table).sql)")[0][0].integer
  }
}
