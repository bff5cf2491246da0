import Engine
import Testing

@testable import PostgreSQLEngine

@Suite struct RecordTests {
  private func append(_ entry: RecordEntry, _ text: String, to database: PostgreSQLDatabase) throws
  {
    try database.run(
      Script(text, path: "a.sql"), recording: [.append(entry)],
      expecting: ExpectedHead(entry.parent))
  }

  @Test func keepsWhatHasRun() throws {
    let database = try TestServer.database()
    #expect(try database.record() == nil)
    try append(RecordEntry("1"), "CREATE TABLE a (id int)", to: database)
    try append(RecordEntry("2", parent: "1"), "", to: database)
    var record = try #require(try database.record())
    for index in record.indices { record[index].durationMilliseconds = 0 }
    #expect(record == [RecordEntry("1"), RecordEntry("2", parent: "1")])
    try database.run(
      Script("", path: "a.sql"), recording: [.remove(revision: "2")], expecting: ExpectedHead("2"))
    #expect(try database.record()?.map(\.revision) == ["1"])
  }

  @Test func isUndoneWithItsScript() throws {
    let database = try TestServer.database()
    #expect(throws: DatabaseError.self) { try append(RecordEntry("1"), "SELECT x", to: database) }
    #expect(try database.record() == nil)
  }

  @Test func isWrittenWhateverTheScriptSets() throws {
    let database = try TestServer.database()
    try append(
      RecordEntry("1"), "CREATE ROLE narrow; SET search_path = pg_catalog; SET ROLE narrow",
      to: database)
    #expect(try database.record()?.count == 1)
  }

  @Test func refusesToRunAfterAnotherRevision() throws {
    let database = try TestServer.database()
    try append(RecordEntry("1"), "", to: database)
    #expect(
      databaseError {
        try append(RecordEntry("2", parent: "0"), "CREATE TABLE a (id int)", to: database)
      } == .recordMoved(newest: "1"))
    #expect(try database.value("SELECT to_regclass('a')") == nil)
  }

  @Test func waitsForAnotherSession() throws {
    let database = try TestServer.database()
    let other = try database.other()
    try other.connection.query("SELECT pg_advisory_lock(\(UpgradeLock.key))")
    guard case .locked = databaseError({ try append(RecordEntry("1"), "", to: database) }) else {
      throw UnexpectedOutcome()
    }
    #expect(try database.record() == nil)
    try other.connection.query("SELECT pg_advisory_unlock_all()")
    try append(RecordEntry("1"), "", to: database)
    #expect(try database.record()?.count == 1)
    #expect(
      try database.value(
        """
        SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
        WHERE locktype = 'advisory' AND datname = current_database()
        """) == "0")
  }

  @Test func ofAStandaloneScriptIsTheSame() throws {
    let database = try TestServer.database()
    let text = TestServer.engine.standaloneText(
      of: Script("CREATE TABLE a (id int);\n", path: "a.sql"), title: "a.sql",
      recording: [.append(RecordEntry("1"))])
    try database.connection.execute(text)
    #expect(try database.record() == [RecordEntry("1")])
    let back = TestServer.engine.standaloneText(
      of: Script(
        "DROP TABLE a;", path: "a.sql", options: ScriptOptions(isTransactional: false)),
      title: "a.sql", recording: [.remove(revision: "1")])
    for statement in StatementScanner.statements(of: back) {
      try database.connection.execute(statement.text)
    }
    #expect(try database.record() == [])
  }

  @Test func `a standalone script that takes another role records as the one who runs it`() throws {
    let database = try TestServer.database()
    try database.run(
      """
      DO $$ BEGIN CREATE ROLE bystander;
      EXCEPTION WHEN duplicate_object OR unique_violation THEN END $$;
      GRANT CREATE ON SCHEMA public TO bystander;
      """)
    let owner = try database.other()
    let text = TestServer.engine.standaloneText(
      of: Script("SET ROLE bystander;\nCREATE TABLE a (id int);\n", path: "a.sql"), title: "a.sql",
      recording: [.append(RecordEntry("1"))])
    try owner.connection.execute(text)
    #expect(try owner.record() == [RecordEntry("1")])
  }

  // MARK: The end of a session

  @Test func isNotWrittenWhereTheSessionEnds() throws {
    let database = try TestServer.database()
    let other = try database.other()
    let error = databaseError {
      try append(
        RecordEntry("1"),
        "CREATE TABLE a (id int);\nSELECT pg_terminate_backend(pg_backend_pid());\nSELECT 1",
        to: database)
    }
    #expect(
      error
        == .connectionLost(
          ConnectionLoss(
            path: "a.sql", line: 2,
            reason: "terminating connection due to administrator command", outcome: .undone)))
    #expect(try other.record() == nil)
    #expect(try other.value("SELECT to_regclass('a')") == nil)
  }
}
