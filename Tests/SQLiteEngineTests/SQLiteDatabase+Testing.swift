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

  func count(_ table: String) throws -> Int? {
    try query("SELECT count(*) FROM \(Name(sqlite: table).sql)")[0][0].integer
  }
}
