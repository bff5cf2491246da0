import Engine
import Testing

@testable import PostgreSQLEngine

/// Revisions that are not transactional.
@Suite struct ResumeTests {
  private func run(
    _ text: String, _ change: RecordChange, in database: PostgreSQLDatabase
  ) throws {
    let expected: String? = if case .remove(let revision) = change { revision } else { nil }
    try database.run(
      Script(text, path: "a.sql", options: ScriptOptions(isTransactional: false)),
      recording: [change], expecting: ExpectedHead(expected))
  }

  private let index = "CREATE UNIQUE INDEX CONCURRENTLY i ON a (id);"
  private let table = "CREATE TABLE a (id int);\nINSERT INTO a VALUES (1), (1);\n"

  @Test func runsStatementsOneByOne() throws {
    let database = try TestServer.database()
    try run("CREATE TABLE a (id int);\n\(index)", .append(RecordEntry("1")), in: database)
    #expect(try database.record()?.map(\.revision) == ["1"])
    #expect(try database.interruption() == nil)
    #expect(try database.value("SELECT status FROM schema_revisions") == "applied")
  }

  @Test func goesOnWhereItStopped() throws {
    let database = try TestServer.database()
    let text = table + index
    let failure = try statementFailure {
      try run(text, .append(RecordEntry("1")), in: database)
    }
    #expect(failure.line == 3)
    #expect(failure.progress == StatementFailure.Progress(finished: 2, statements: 3))
    #expect(try database.record() == [])
    #expect(
      try database.interruption()
        == Interruption(revision: "1", direction: .up, finished: 2, statements: 3))
    // The index is there, and is not valid.
    #expect(
      try database.value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass") == "f")
    try database.run("DELETE FROM a")
    try run(text, .append(RecordEntry("1")), in: database)
    #expect(try database.record()?.map(\.revision) == ["1"])
    #expect(try database.interruption() == nil)
    #expect(
      try database.value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass") == "t")
  }

  @Test func takesAMendedRest() throws {
    let database = try TestServer.database()
    #expect(throws: DatabaseError.self) {
      try run(table + "SELECT x", .append(RecordEntry("1")), in: database)
    }
    try run(table + "SELECT 1", .append(RecordEntry("1")), in: database)
    #expect(try database.value("SELECT count(*) FROM a") == "2")
  }

  @Test func refusesAnotherBeginning() throws {
    let database = try TestServer.database()
    #expect(throws: DatabaseError.self) {
      try run(table + "SELECT x", .append(RecordEntry("1")), in: database)
    }
    let interruption = Interruption(revision: "1", direction: .up, finished: 2, statements: 3)
    #expect(
      databaseError {
        try run("CREATE TABLE b (id int);\n\(table)", .append(RecordEntry("1")), in: database)
      } == .finishedPartChanged(path: "a.sql", interruption))
  }

  @Test func refusesAnotherRevision() throws {
    let database = try TestServer.database()
    #expect(throws: DatabaseError.self) {
      try run(table + "SELECT x", .append(RecordEntry("1")), in: database)
    }
    let interruption = Interruption(revision: "1", direction: .up, finished: 2, statements: 3)
    #expect(
      databaseError { try run("SELECT 1", .append(RecordEntry("2")), in: database) }
        == .interrupted(interruption))
  }

  @Test func forgetsWhatHasNotBegun() throws {
    let database = try TestServer.database()
    #expect(throws: DatabaseError.self) {
      try run("SELECT x", .append(RecordEntry("1")), in: database)
    }
    #expect(try database.interruption() == nil)
    try run("SELECT 1", .append(RecordEntry("2")), in: database)
    #expect(try database.record()?.map(\.revision) == ["2"])
  }

  @Test func setsTheSessionAnew() throws {
    let database = try TestServer.database()
    let text = """
      SET search_path = s;
      CREATE SCHEMA s;
      CREATE TABLE b (id int UNIQUE);
      INSERT INTO b SELECT current_setting('test.number')::int;
      """
    #expect(throws: DatabaseError.self) {
      try run(text, .append(RecordEntry("1")), in: database)
    }
    #expect(try database.interruption()?.finished == 3)
    try database.connection.execute("SELECT set_config('test.number', '7', false)")
    try run(text, .append(RecordEntry("1")), in: database)
    #expect(try database.values("SELECT id FROM s.b") == ["7"])
  }

  @Test func goesOnDownwards() throws {
    let database = try TestServer.database()
    try run("CREATE TABLE a (id int)", .append(RecordEntry("1")), in: database)
    let text = "INSERT INTO a VALUES (1), (1);\n\(index)\nDROP TABLE a;"
    #expect(throws: DatabaseError.self) { try run(text, .remove(revision: "1"), in: database) }
    #expect(try database.record()?.map(\.revision) == ["1"])
    #expect(try database.interruption()?.direction == .down)
    try database.run("DELETE FROM a")
    try run(text, .remove(revision: "1"), in: database)
    #expect(try database.record() == [])
  }

  @Test func goesOnAfterTheEndOfTheSession() throws {
    let database = try TestServer.database()
    let other = try database.other()
    let text = """
      CREATE TABLE a (id int);
      SELECT pg_terminate_backend(pg_backend_pid())
        WHERE NOT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = 'go_on');
      CREATE TABLE b (id int);
      """
    let error = databaseError { try run(text, .append(RecordEntry("1")), in: database) }
    guard case .connectionLost(let loss) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(loss.outcome == .partly(finished: 1, statements: 3))
    #expect(loss.line == 2)
    try other.run("CREATE SCHEMA go_on")
    try run(text, .append(RecordEntry("1")), in: other)
    #expect(try other.record()?.count == 1)
    #expect(try other.value("SELECT to_regclass('b')") == "b")
  }

  @Test func countsATransactionOfTheScriptAsOne() throws {
    let database = try TestServer.database()
    let text =
      "BEGIN;\nCREATE TABLE a (id int);\nCOMMIT;\nBEGIN;\nCREATE TABLE b (id int);\nSELECT x;"
    #expect(throws: DatabaseError.self) {
      try run(text, .append(RecordEntry("1")), in: database)
    }
    #expect(try database.interruption()?.finished == 3)
    #expect(try database.value("SELECT to_regclass('b')") == nil)
  }

  @Test func refusesAnOpenTransaction() throws {
    let database = try TestServer.database()
    let failure = try statementFailure {
      try database.run("BEGIN;\nCREATE TABLE a (id int)", isTransactional: false)
    }
    #expect(failure.reason == "the script leaves a transaction open")
    #expect(try database.value("SELECT to_regclass('a')") == nil)
  }

  @Test func isEndedByAStamp() throws {
    let database = try TestServer.database()
    #expect(throws: DatabaseError.self) {
      try run(table + "SELECT x", .append(RecordEntry("1")), in: database)
    }
    try database.run(
      Script("", path: "<stamp>"),
      recording: [.remove(revision: "1"), .append(RecordEntry("2"))], expecting: ExpectedHead(nil))
    #expect(try database.interruption() == nil)
    #expect(try database.record()?.map(\.revision) == ["2"])
  }
}
