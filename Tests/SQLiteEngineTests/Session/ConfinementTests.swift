import Engine
import SchemaModel
import TestSupport
import Testing

@testable import SQLiteEngine

/// Scripts of any branch run on scratch databases, and must not reach out of them.
@Suite struct ConfinementTests {
  private func failure(
    of sql: String, isTransactional: Bool = false, in database: SQLiteDatabase
  ) -> StatementFailure? {
    let options = ScriptOptions(isTransactional: isTransactional)
    do {
      try database.run(Script(sql, path: "up.sql", options: options))
      return nil
    } catch DatabaseError.statementFailed(let failure) {
      return failure
    } catch {
      Issue.record(error)
      return nil
    }
  }

  /// - Parameter sql: a script with `FILE` for a file's name, whose statement on line 2 is refused.
  @Test(arguments: [
    ("ATTACH 'FILE' AS v", "ATTACH"), ("attach database 'FI' || 'LE' as v", "ATTACH"),
    ("/**/ ATTACH 'file:FILE?mode=rw' AS v", "ATTACH"), ("ATTACH ':memory:' AS v", "ATTACH"),
    ("ATTACH '' AS v", "ATTACH"), ("ATTACH (SELECT 'FILE') AS v", "ATTACH"),
    ("DETACH main", "DETACH"),
    ("VACUUM INTO 'FILE'", "VACUUM INTO"), ("VACUUM main INTO 'FI' || 'LE'", "VACUUM INTO"),
    ("SELECT load_extension('FILE')", "load_extension"),
    ("SELECT LOAD_EXTENSION('FILE', 'main')", "load_extension"),
    ("INSERT INTO a SELECT \"load_extension\"('FILE')", "load_extension"),
    ("SELECT fts3_tokenizer('simple', x'0000000000000000')", "fts3_tokenizer"),
    ("SELECT fts3_tokenizer('simple')", "fts3_tokenizer"),
    ("PRAGMA temp_store_directory = 'FILE'", "temp_store_directory"),
    ("PRAGMA data_store_directory('FILE')", "data_store_directory"),
    ("PRAGMA Hard_Heap_Limit = 1", "hard_heap_limit"),
    ("PRAGMA writable_schema = ON", "writable_schema"),
    ("PRAGMA main.writable_schema(1)", "writable_schema"),
  ])
  func `a scratch database refuses what reaches out of it`(sql: String, what: String) throws {
    let file = try TemporaryDatabase("CREATE TABLE precious (x); INSERT INTO precious VALUES (1)")
    let script = sql.replacing("FILE", with: file.path)
      .replacing("'FI' || 'LE'", with: "'\(file.path.dropLast())' || '\(file.path.suffix(1))'")
    let failure = failure(
      of: "CREATE TABLE a (x);\n\(script);\nDROP TABLE v.precious;",
      in: try SQLiteDatabase(scratch: ()))
    #expect(failure?.reason.contains(what) == true, "\(String(describing: failure))")
    #expect(failure?.line == 2)
    #expect(failure?.path == "up.sql")
    #expect(try file.open().query("SELECT x FROM precious") == [[.integer(1)]])
  }

  @Test func `no function that reads or writes files is called where the library has one`() throws {
    for function in ["readfile", "writefile", "edit"] {
      let database = try SQLiteDatabase(scratch: ())
      let failure = failure(of: "SELECT \(function)('/etc/passwd', 'x')", in: database)
      #expect(failure?.reason.contains(function) == true)
    }
  }

  @Test func `a trigger that reaches out does not fire`() throws {
    let database = try SQLiteDatabase(scratch: ())
    let failure = failure(
      of: """
        CREATE TABLE a (x);
        CREATE TRIGGER t AFTER INSERT ON a BEGIN SELECT load_extension('/tmp/x'); END;
        INSERT INTO a VALUES (1);
        """, in: database)
    #expect(failure?.reason.contains("load_extension") == true)
    #expect(failure?.line == 3)
  }

  @Test func `a copy of a scratch database is confined too`() throws {
    let first = try SQLiteDatabase(scratch: ())
    try first.run(Script("CREATE TABLE a (x)", path: ""))
    let copy = try #require(try first.template()).open()
    #expect(throws: DatabaseError.self) {
      try copy.run(
        Script("ATTACH 'x' AS v", path: "", options: ScriptOptions(isTransactional: false)))
    }
    #expect(try copy.schema().tables.count == 1)
  }

  @Test func `vacuum stays possible`() throws {
    let database = try SQLiteDatabase(scratch: ())
    #expect(
      failure(of: "CREATE TABLE a (x); INSERT INTO a VALUES (1); VACUUM;", in: database) == nil)
    #expect(try database.count("a") == 1)
  }

  @Test(arguments: [
    ("UPDATE sqlite_master SET rootpage = 1", true),
    ("INSERT INTO sqlite_schema VALUES ('table', 'b', 'b', 2, 'CREATE TABLE b (x)')", true),
    ("DELETE FROM sqlite_master", true),
    ("UPDATE sqlite_master SET sql = 'CREATE TABLE a (x, y)' WHERE name = 'a'", false),
  ])
  func `a revision writes no more of the catalog than declarations`(
    statement: String, isRefused: Bool
  ) throws {
    let database = try SQLiteDatabase(scratch: ())
    try database.run(Script("CREATE TABLE a (x)", path: ""))
    let failure = failure(
      of: "PRAGMA writable_schema = ON;\n\(statement);\nPRAGMA writable_schema = RESET;",
      isTransactional: true, in: database)
    #expect((failure?.line == 2) == isRefused)
    #expect((failure == nil) == !isRefused, "\(String(describing: failure))")
  }

  @Test func `a database that a person names is theirs`() throws {
    let file = try TemporaryDatabase()
    let other = try TemporaryDatabase()
    let database = try file.open()
    #expect(
      failure(of: "ATTACH '\(other.path)' AS v; CREATE TABLE v.a (x);", in: database) == nil)
    #expect(
      try other.open(.read).schema().tables.map(\.name.spelling) == ["a"])
  }
}
