import Engine
import FoundationEssentials
import SchemaModel
import Testing

@testable import SQLiteEngine

@Suite struct OpeningTests {
  private let missing = "/tmp/\(UUID().uuidString).db"

  @Test(arguments: [OpenMode.read, .write])
  func `a file that is not there is not made`(mode: OpenMode) {
    #expect(throws: DatabaseError.notFound(path: missing)) {
      try SQLiteDatabase(path: missing, mode: mode)
    }
    #expect(!FileManager.default.fileExists(atPath: missing))
  }

  @Test func `a file in a folder that is not there cannot be made`() {
    let path = missing + "/a.db"
    let error = #expect(throws: DatabaseError.self) {
      try SQLiteDatabase(path: path, mode: .create)
    }
    guard case .cannotOpen(path: path, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }

  @Test func `a folder is no database`() {
    #expect(throws: DatabaseError.self) { try SQLiteDatabase(path: "/tmp", mode: .write) }
  }

  @Test func `another file is no database`() throws {
    defer { try? FileManager.default.removeItem(atPath: missing) }
    let text = String(repeating: "no database at all\n", count: 100)
    try text.write(toFile: missing, atomically: false, encoding: .utf8)
    #expect(throws: DatabaseError.notADatabase(path: missing)) {
      try SQLiteDatabase(path: missing, mode: .read)
    }
  }

  @Test func `an empty file is an empty database`() throws {
    defer { try? FileManager.default.removeItem(atPath: missing) }
    try Data().write(to: URL(filePath: missing))
    #expect(try SQLiteDatabase(path: missing, mode: .read).schema().isEmpty)
  }

  @Test func `what was opened to read is not written`() throws {
    let file = try TemporaryDatabase("CREATE TABLE a (x)")
    let database = try file.open(.read)
    #expect(try database.schema().tables.count == 1)
    #expect(try database.record() == nil)
    #expect(throws: DatabaseError.readOnly(path: file.path)) {
      try database.run(Script("CREATE TABLE b (x)", path: "up.sql"))
    }
    let free = ScriptOptions(isTransactional: false)
    #expect(throws: DatabaseError.readOnly(path: file.path)) {
      try database.run(Script("CREATE TABLE b (x)", path: "up.sql", options: free))
    }
  }

  @Test func `the engine opens what a URL names`() throws {
    let file = try TemporaryDatabase("CREATE TABLE a (x)")
    let database = try SQLiteEngine().open(
      try DatabaseURL("sqlite:///\(file.path)"), mode: .read)
    #expect(try database.schema().tables.count == 1)
    #expect(SQLiteEngine().displayName.hasPrefix("SQLite 3."))
    #expect(SQLiteEngine().dialect == .sqlite)
  }
}
