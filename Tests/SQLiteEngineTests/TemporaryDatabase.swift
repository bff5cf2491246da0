import Engine
import FoundationEssentials
import SchemaModel

@testable import SQLiteEngine

/// A database file that exists while a test runs.
struct TemporaryDatabase: ~Copyable {
  let path: String

  init(_ sql: String = "") throws {
    path = FileManager.default.temporaryDirectory.path + "/\(UUID().uuidString).db"
    let database = try SQLiteDatabase(path: path, mode: .create)
    try database.run(Script(sql, path: "test.sql"))
  }

  deinit {
    for suffix in ["", "-journal", "-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: path + suffix)
    }
  }

  func open(_ mode: OpenMode = .write, patience: Int32 = 20) throws -> SQLiteDatabase {
    try SQLiteDatabase(path: path, mode: mode, patience: patience)
  }
}
