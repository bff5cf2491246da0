import Engine
import SchemaModel
import TestSupport
import Testing

@testable import SQLiteEngine

@Suite struct ScriptRunnerTests {
  private func failure(
    of sql: String, firstLine: Int = 1, in database: SQLiteDatabase,
    options: ScriptOptions = ScriptOptions()
  ) -> StatementFailure? {
    do {
      try database.run(Script(sql, path: "up.sql", firstLine: firstLine, options: options))
      return nil
    } catch DatabaseError.statementFailed(let failure) {
      return failure
    } catch {
      Issue.record(error)
      return nil
    }
  }

  @Test(arguments: [
    ("SELEC 1;", 1), ("\n\n  SELEC 1;", 3), ("CREATE TABLE a (x);\n-- why\nSELEC 1;", 3),
    ("CREATE TABLE a (\n  x,\n  y INTEGER CHEK (y)\n);", 3),
    ("CREATE TABLE a (x);\nINSERT INTO a\nVALUES (1, 2);", 2),
    ("CREATE TABLE a (x NOT NULL);\n\nINSERT INTO a\nVALUES (NULL);", 3),
    ("CREATE TABLE a (x);\nSELECT *\nFROM a\nWHERE y;", 4),
  ])
  func `an error says on which line`(sql: String, line: Int) throws {
    let database = try SQLiteDatabase.scratch("")
    #expect(failure(of: sql, in: database)?.line == line)
    #expect(failure(of: sql, firstLine: 10, in: database)?.line == line + 9)
    #expect(try database.schema().isEmpty)
  }

  @Test func `an error quotes the statement and SQLite`() throws {
    let database = try SQLiteDatabase.scratch("CREATE TABLE a (x UNIQUE)")
    let failure = failure(
      of: "INSERT INTO a VALUES (1);\nINSERT INTO a VALUES (1);\nDELETE FROM a;", in: database)
    #expect(failure?.path == "up.sql")
    #expect(failure?.reason == "UNIQUE constraint failed: a.x")
    #expect(failure?.sql.trimmingLineBreaks == "INSERT INTO a VALUES (1);")
    #expect(failure?.engine == "SQLite")
    #expect(try database.count("a") == 0)
  }

  @Test func `a script may consist of nothing`() throws {
    let database = try SQLiteDatabase.scratch("CREATE TABLE a (x)")
    try database.run(Script("", path: "up.sql"))
    try database.run(Script(" -- nothing\n;;\n/* to do */", path: "up.sql"))
    #expect(try database.count("a") == 0)
  }

  @Test(arguments: ["COMMIT", "END TRANSACTION", "ROLLBACK", "/**/ commit"])
  func `a script cannot end its own transaction`(statement: String) throws {
    let database = try SQLiteDatabase.scratch("CREATE TABLE a (x)")
    let failure = failure(of: "INSERT INTO a VALUES (1);\n\(statement);\n", in: database)
    #expect(failure?.reason == "the script ends its own transaction")
    #expect(failure?.line == 2)
    #expect(try database.count("a") == 0)
  }

  @Test func `savepoints are a script's own business`() throws {
    let database = try SQLiteDatabase.scratch("CREATE TABLE a (x)")
    try database.run(
      Script(
        """
        SAVEPOINT s; INSERT INTO a VALUES (1); ROLLBACK TO s; RELEASE s;
        INSERT INTO a VALUES (2);
        """, path: "up.sql"))
    #expect(try database.query("SELECT x FROM a") == [[.integer(2)]])
  }

  @Test func `what is not in a transaction stays up to the error`() throws {
    let database = try SQLiteDatabase.scratch("CREATE TABLE a (x)")
    let free = ScriptOptions(isTransactional: false)
    #expect(failure(of: "INSERT INTO a VALUES (1); SELEC;", in: database, options: free) != nil)
    #expect(try database.count("a") == 1)
    try database.run(
      Script("BEGIN; INSERT INTO a VALUES (2); COMMIT; VACUUM;", path: "up.sql", options: free))
    #expect(try database.count("a") == 2)
  }

  @Test func `a transaction is not left open`() throws {
    let database = try SQLiteDatabase.scratch("CREATE TABLE a (x)")
    let free = ScriptOptions(isTransactional: false)
    let failure = failure(of: "BEGIN; INSERT INTO a VALUES (1);", in: database, options: free)
    #expect(failure?.reason == "the script leaves a transaction open")
    #expect(database.connection.isAutocommit)
    #expect(try database.count("a") == 0)
    #expect(self.failure(of: "BEGIN;", in: database) != nil)
  }

  @Test func `a NUL does not hide the rest of a script`() throws {
    let database = try SQLiteDatabase.scratch("CREATE TABLE a (x)")
    let failure = failure(of: "INSERT INTO a VALUES (1);\n\0 DELETE FROM a;", in: database)
    #expect(failure?.reason == "the script contains a NUL")
    #expect(try database.count("a") == 0)
  }

  @Test func `a rebuild in a connection that enforces foreign keys keeps the children`() throws {
    let database = try SQLiteDatabase.scratch(
      """
      CREATE TABLE p (id INTEGER PRIMARY KEY);
      CREATE TABLE c (p_id REFERENCES p (id) ON DELETE CASCADE);
      INSERT INTO p VALUES (1); INSERT INTO c VALUES (1);
      """)
    let sql =
      "CREATE TABLE n (id INTEGER PRIMARY KEY); INSERT INTO n SELECT id FROM p; DROP TABLE p; ALTER TABLE n RENAME TO p;"
    try database.run(
      Script(sql, path: "up.sql", options: ScriptOptions(suspendsForeignKeys: true)))
    #expect(try database.count("c") == 1)
    try database.run(Script("DELETE FROM p", path: "up.sql"))
    #expect(try database.count("c") == 0)
  }

  // MARK: The record

  private func entry(_ revision: String) -> RecordChange {
    .append(
      RecordEntry(
        revision: revision, parent: nil, name: "it's", appliedAt: "2026-01-02T03:04:05Z",
        fileID: "f", down: "-- migrate:down\nDROP TABLE a;\n"))
  }

  @Test func `the record changes with the script or not at all`() throws {
    let database = try SQLiteDatabase.scratch("")
    #expect(try database.record() == nil)
    try database.run(
      Script("CREATE TABLE a (x)", path: "1"), recording: [entry("one")],
      expecting: ExpectedHead(nil))
    #expect(throws: DatabaseError.self) {
      try database.run(
        Script("CREATE TABLE b (x); SELEC", path: "2"), recording: [entry("two")],
        expecting: ExpectedHead("one"))
    }
    #expect(try database.record()?.map(\.revision) == ["one"])
    #expect(try database.schema().tables.count == 1)
  }

  @Test(arguments: [true, false])
  func `nothing runs where the record has moved`(isTransactional: Bool) throws {
    let database = try SQLiteDatabase.scratch("")
    try database.run(Script("", path: "1"), recording: [entry("one")], expecting: nil)
    let script = Script(
      "CREATE TABLE a (x)", path: "2", options: ScriptOptions(isTransactional: isTransactional))
    #expect(throws: DatabaseError.recordMoved(newest: "one")) {
      try database.run(script, recording: [entry("two")], expecting: ExpectedHead(nil))
    }
    #expect(try database.schema().isEmpty)
    try database.run(script, recording: [entry("two")], expecting: ExpectedHead("one"))
    #expect(try database.record()?.map(\.revision) == ["one", "two"])
  }

  @Test func `an entry comes back as it was written`() throws {
    let database = try SQLiteDatabase.scratch("")
    let entry = RecordEntry(
      revision: "ac42", parent: "3179", name: "user's \"table\"\n", appliedAt: "2026", fileID: "9",
      down: "-- migrate:down\r\nDROP TABLE \"é\";\n")
    try database.run(Script("", path: "1"), recording: [.append(entry)], expecting: nil)
    #expect(try database.record()?.map(\.withoutDuration) == [entry])
    try database.run(
      Script("", path: "1"), recording: [.remove(revision: "ac42")], expecting: nil)
    #expect(try database.record() == [])
  }

  @Test func `the standalone script records the same`() throws {
    let script = Script("CREATE TABLE a (x);\n", path: "1")
    let changes = [entry("one"), entry("two"), .remove(revision: "one")]
    let text = SQLiteEngine().standaloneText(of: script, title: "1", recording: changes)
    let database = try SQLiteDatabase.scratch("")
    try database.run(Script(text, path: "x", options: ScriptOptions(isTransactional: false)))
    let other = try SQLiteDatabase.scratch("")
    try other.run(script, recording: changes, expecting: nil)
    #expect(try database.record()?.map(\.withoutDuration) == other.record()?.map(\.withoutDuration))
    #expect(try database.schema() == other.schema())
  }
}

extension RecordEntry {
  /// The entry without how long it took, which is another time each time.
  fileprivate var withoutDuration: RecordEntry {
    var entry = self
    entry.durationMilliseconds = 0
    return entry
  }
}
