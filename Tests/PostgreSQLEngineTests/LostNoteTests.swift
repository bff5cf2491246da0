import Engine
import SchemaModel
import Testing

@testable import PostgreSQLEngine

/// Sessions that ended between the effect of a statement that stands alone and the note of it.
@Suite struct LostNoteTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let statement: String
    var before = "SELECT 1"
    /// What leaves the catalogs as an attempt does that has not come to its end.
    let breakingOff: String
    /// What the catalogs tell of an attempt that has.
    var isDone: StepOutcome.Extent? = .done
    let subject: String
    /// True once the statement has had its effect.
    let proof: String

    var testDescription: String { statement }
  }

  private static let invalid = "UPDATE pg_index SET indisvalid = false WHERE indexrelid ="

  static let cases = [
    Case(
      statement: "CREATE INDEX CONCURRENTLY i ON t (lower(b), a DESC) WHERE b <> 'x;'",
      breakingOff: "CREATE INDEX i ON t (a); \(invalid) 'i'::regclass", subject: "index 'public.i'",
      proof: "(SELECT indisvalid AND indnatts = 2 FROM pg_index WHERE indexrelid = 'i'::regclass)"),
    Case(
      statement: "CREATE UNIQUE INDEX CONCURRENTLY ON public.t (a) INCLUDE (b)",
      breakingOff: "CREATE UNIQUE INDEX ON t (a) INCLUDE (b); \(invalid) 't_a_b_idx'::regclass",
      subject: "index 'public.t_a_b_idx'",
      proof: """
        (SELECT count(*) = 1 AND bool_and(indisvalid) FROM pg_index
        WHERE indrelid = 't'::regclass AND NOT indisprimary)
        """),
    Case(
      statement: "DROP INDEX CONCURRENTLY d", before: "CREATE INDEX d ON t (b)",
      breakingOff: "\(invalid) 'd'::regclass", subject: "index 'd'",
      proof: "to_regclass('d') IS NULL"),
    Case(
      statement: "REINDEX TABLE CONCURRENTLY t",
      breakingOff: "CREATE INDEX t_pkey_ccnew ON t (a); \(invalid) 't_pkey_ccnew'::regclass",
      isDone: nil, subject: "index 't_pkey_ccnew'",
      proof: "to_regclass('t_pkey_ccnew') IS NULL"),
    Case(
      statement: "ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY",
      before: """
        CREATE TABLE p (a int) PARTITION BY RANGE (a);
        CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (1) TO (2)
        """,
      breakingOff:
        "UPDATE pg_inherits SET inhdetachpending = true WHERE inhrelid = 'p1'::regclass",
      subject: "partition 'p1'",
      proof: "NOT EXISTS (SELECT 1 FROM pg_inherits WHERE inhparent = 'p'::regclass)"),
  ]

  private func database(_ test: Case) throws -> PostgreSQLDatabase {
    let database = try TestServer.database()
    try database.run("CREATE TABLE t (a int PRIMARY KEY, b text); \(test.before)")
    return database
  }

  private func script(_ test: Case) -> Script {
    Script(
      "SELECT 1; \(test.statement); SELECT 3", path: "a.sql",
      options: ScriptOptions(isTransactional: false))
  }

  private func upgrade(_ database: PostgreSQLDatabase, _ test: Case) throws {
    try database.run(
      script(test), recording: [.append(RecordEntry("1"))], expecting: ExpectedHead(nil))
  }

  /// The record as it is while the second of the statements runs.
  private func forgetNote(in database: PostgreSQLDatabase) throws {
    if try database.record() == nil {
      try database.connection.execute(RecordTable.declaration)
      try database.connection.execute(
        "\(RecordTable.insertion) VALUES ('1', NULL, '', now(), 0, '', 'f', '')")
    }
    try database.connection.execute(
      "UPDATE schema_revisions SET status = 'up 1/3 ' || md5('SELECT 1') || ' begun'")
  }

  private func outcome(in database: PostgreSQLDatabase, _ test: Case) throws -> StepOutcome? {
    let stopped = try #require(try database.interruption())
    return try database.outcome(of: script(test), after: stopped)
  }

  private func upgradeToTheEnd(_ database: PostgreSQLDatabase, _ test: Case) throws {
    try upgrade(database, test)
    #expect(try database.value("SELECT \(test.proof)") == "t")
    #expect(try database.record()?.map(\.revision) == ["1"])
    #expect(try database.interruption() == nil)
  }

  @Test(arguments: cases) func goesOnBehindWhatIsDone(test: Case) throws {
    let database = try database(test)
    try upgrade(database, test)
    try forgetNote(in: database)
    #expect(
      try outcome(in: database, test) == test.isDone.map { StepOutcome($0, test.subject) })
    try upgradeToTheEnd(database, test)
  }

  @Test(arguments: cases) func beginsAgainWhatIsHalfDone(test: Case) throws {
    let database = try database(test)
    try database.other().connection.execute(test.breakingOff)
    try forgetNote(in: database)
    #expect(try outcome(in: database, test) == StepOutcome(.partly, test.subject))
    try upgradeToTheEnd(database, test)
  }

  @Test(arguments: cases) func runsWhatHasNotBegun(test: Case) throws {
    let database = try database(test)
    try forgetNote(in: database)
    let extent = try outcome(in: database, test)?.extent
    #expect(extent == (test.isDone == nil ? nil : .notBegun))
    try upgradeToTheEnd(database, test)
  }

  @Test(arguments: [
    ("CREATE INDEX i ON t (b)", "CREATE INDEX i ON public.t USING btree (b)"),
    ("CREATE UNIQUE INDEX i ON t (a)", "CREATE UNIQUE INDEX i ON public.t USING btree (a)"),
    (
      "CREATE TABLE u (a int); CREATE INDEX i ON u (a)",
      "CREATE INDEX i ON public.u USING btree (a)"
    ),
    ("CREATE TABLE i (a int)", "it is no index"),
  ])
  func refusesAnIndexOfAnotherDefinition(made: String, definition: String) throws {
    let test = Case(
      statement: "CREATE INDEX CONCURRENTLY i ON t (a)", breakingOff: "", subject: "", proof: "")
    let database = try database(test)
    try database.run(made)
    try forgetNote(in: database)
    #expect(try outcome(in: database, test)?.extent == .differs(definition))
    let failure = try statementFailure { try upgrade(database, test) }
    #expect(failure.reason == "index 'public.i' is there already, with another definition")
    #expect(failure.detail == definition)
    #expect(failure.progress == StatementFailure.Progress(finished: 1, statements: 3))
  }

  @Test func knowsThatTheFirstStatementMayHaveRun() throws {
    let database = try TestServer.database()
    try database.run("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (1)")
    let text = "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)"
    let script = Script(text, path: "a.sql", options: ScriptOptions(isTransactional: false))
    #expect(throws: DatabaseError.self) {
      try database.run(
        script, recording: [.append(RecordEntry("1"))], expecting: ExpectedHead(nil))
    }
    let stopped = Interruption(revision: "1", direction: .up, finished: 0, statements: 1)
    #expect(try database.interruption() == stopped)
    #expect(
      try database.outcome(of: script, after: stopped) == StepOutcome(.partly, "index 'public.i'"))
    #expect(
      databaseError {
        try database.run(
          Script("SELECT 1", path: "b.sql"), recording: [.append(RecordEntry("2"))],
          expecting: ExpectedHead(nil))
      } == .interrupted(stopped))
  }

  @Test func forgetsAStatementThatWasRefusedWhole() throws {
    let database = try TestServer.database()
    let script = Script(
      "CREATE DATABASE template1", path: "a.sql", options: ScriptOptions(isTransactional: false))
    for _ in 1...2 {
      let failure = try statementFailure {
        try database.run(
          script, recording: [.append(RecordEntry("1"))], expecting: ExpectedHead(nil))
      }
      #expect(failure.engine == "PostgreSQL (42501)")
      #expect(try database.interruption() == nil)
    }
  }

  @Test func notesATransactionOfTheScriptWithItsEnd() throws {
    let database = try TestServer.database()
    let text = "BEGIN; CREATE TABLE t (a int); COMMIT; SELECT x"
    #expect(throws: DatabaseError.self) {
      try database.run(
        Script(text, path: "a.sql", options: ScriptOptions(isTransactional: false)),
        recording: [.append(RecordEntry("1"))], expecting: ExpectedHead(nil))
    }
    #expect(
      try database.value(
        "SELECT r.xmin = c.xmin FROM schema_revisions r, pg_class c WHERE c.oid = 't'::regclass")
        == "t")
  }
}
