internal import CSQLite

/// A value in one of SQLite's five storage classes.
enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  init(column: Int32, of statement: OpaquePointer?) {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: self = .real(sqlite3_column_double(statement, column))
    case SQLITE_TEXT: self = .text(Self.text(column, of: statement))
    case SQLITE_BLOB: self = .blob(Self.blob(column, of: statement))
    default: self = .null
    }
  }

  private static func text(_ column: Int32, of statement: OpaquePointer?) -> String {
    let bytes = UnsafeRawBufferPointer(
      start: sqlite3_column_text(statement, column),
      count: Int(sqlite3_column_bytes(statement, column)))
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func blob(_ column: Int32, of statement: OpaquePointer?) -> [UInt8] {
    Array(
      UnsafeRawBufferPointer(
        start: sqlite3_column_blob(statement, column),
        count: Int(sqlite3_column_bytes(statement, column))))
  }

  var text: String? {
    if case .text(let text) = self { text } else { nil }
  }

  var integer: Int? {
    if case .integer(let integer) = self { Int(integer) } else { nil }
  }
}
