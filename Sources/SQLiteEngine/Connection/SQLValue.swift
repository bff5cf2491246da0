internal import CSQLite

/// A value in one of SQLite's five storage classes.
enum SQLValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  /// Bytes that the database has for text and that are none.
  case malformedText([UInt8])
  case blob([UInt8])

  init(column: Int32, of statement: OpaquePointer?) {
    switch sqlite3_column_type(statement, column) {
    case SQLITE_INTEGER: self = .integer(sqlite3_column_int64(statement, column))
    case SQLITE_FLOAT: self = .real(sqlite3_column_double(statement, column))
    case SQLITE_TEXT: self = Self.text(column, of: statement)
    case SQLITE_BLOB: self = .blob(Self.blob(column, of: statement))
    default: self = .null
    }
  }

  private static func text(_ column: Int32, of statement: OpaquePointer?) -> SQLValue {
    let bytes = UnsafeRawBufferPointer(
      start: sqlite3_column_text(statement, column),
      count: Int(sqlite3_column_bytes(statement, column)))
    return String(validating: bytes, as: UTF8.self).map(SQLValue.text)
      ?? .malformedText(Array(bytes))
  }

  private static func blob(_ column: Int32, of statement: OpaquePointer?) -> [UInt8] {
    Array(
      UnsafeRawBufferPointer(
        start: sqlite3_column_blob(statement, column),
        count: Int(sqlite3_column_bytes(statement, column))))
  }

  /// For people: what is not UTF-8 is replaced.
  var text: String? {
    switch self {
    case .text(let text): text
    case .malformedText(let bytes): String(decoding: bytes, as: UTF8.self)
    case .null, .integer, .real, .blob: nil
    }
  }

  var isMalformed: Bool {
    if case .malformedText = self { true } else { false }
  }

  var integer: Int? {
    if case .integer(let integer) = self { Int(integer) } else { nil }
  }
}
