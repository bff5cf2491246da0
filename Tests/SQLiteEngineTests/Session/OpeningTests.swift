import Engine
import FoundationEssentials
import SchemaModel
import Testing

@testable import SQLiteEngine

@Suite struct OpeningTests {
  @Test func `what a program was killed in the middle of is taken back by one that only reads`()
    throws
  {
    let database = try TemporaryDatabase(
      """
      CREATE TABLE a (n INTEGER, filling TEXT);
      WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 100)
      INSERT INTO a SELECT n, printf('%1000c', 'x') FROM t;
      """)
    let copy = try TemporaryDatabase()
    let writer = try database.open()
    // Pages that do not fit are written before the end of the transaction.
    try writer.query("PRAGMA cache_size = 1")
    try writer.query("BEGIN")
    try writer.query("UPDATE a SET n = -n, filling = printf('%1000c', 'y')")
    for suffix in ["", "-journal"] {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: database.path + suffix))
      try bytes.write(to: URL(fileURLWithPath: copy.path + suffix))
    }
    let reader = try copy.open(.read)
    #expect(
      try reader.query("SELECT sum(n), sum(filling LIKE 'y%') FROM a")[0] == [
        .integer(5050), .integer(0),
      ])
    #expect(throws: SQLiteFailure.self) { try reader.query("DELETE FROM a") }
    #expect(!FileManager.default.fileExists(atPath: copy.path + "-journal"))
  }

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

  @Test func `who reads a database with a log leaves no files beside it`() throws {
    let file = try TemporaryDatabase("CREATE TABLE a (x)")
    try file.open().query("PRAGMA journal_mode = wal")
    func reads() throws -> Int { try file.open(.read).schema().tables.count }
    #expect(try reads() == 1)
    for suffix in ["-wal", "-shm"] {
      #expect(!FileManager.default.fileExists(atPath: file.path + suffix))
    }
    let reader = try file.open(.read)
    #expect(throws: DatabaseError.readOnly(path: file.path)) {
      try reader.run(Script("CREATE TABLE b (x)", path: "up.sql"))
    }
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
