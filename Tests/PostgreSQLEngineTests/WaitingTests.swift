import Engine
import Synchronization
import Testing

@testable import PostgreSQLEngine

/// Locks that other sessions hold, and what is left in sessions that others use too.
@Suite struct WaitingTests {
  /// A session that holds a lock until it is told that another one waits.
  private final class Holder: @unchecked Sendable {
    private let session: PostgreSQLDatabase
    private let told = Mutex<[LockWait]>([])

    var waits: [LockWait] { told.withLock { $0 } }

    init(_ database: PostgreSQLDatabase) throws {
      session = try database.other()
      try session.connection.execute("SET application_name = 'nightly'; BEGIN; LOCK TABLE t")
    }

    func release(_ wait: LockWait) {
      told.withLock { $0.append(wait) }
      _ = try? session.connection.execute("ROLLBACK")
    }
  }

  private func table() throws -> (PostgreSQLDatabase, PostgreSQLDatabase) {
    let scratch = try TestServer.database()
    try scratch.run("CREATE TABLE t (a int)")
    return (scratch, try scratch.other())
  }

  @Test func triesAgainAndNamesTheHolder() throws {
    let (scratch, database) = try table()
    let holder = try Holder(scratch)
    database.waiting = Waiting(
      lockTimeout: .milliseconds(200), retries: 3, tell: { holder.release($0) })
    try database.run("ALTER TABLE t ADD COLUMN b int")
    let told = holder.waits
    #expect(told.first?.next == LockWait.Next(pause: .seconds(1), number: 2, attempts: 4))
    let first = try #require(told.first?.holders.first)
    #expect(first.name == "nightly")
    #expect(first.query.hasSuffix("LOCK TABLE t"))
    #expect(first.age != nil)
    #expect(try scratch.value("SELECT count(b) FROM t") == "0")
  }

  @Test func givesUpWithTheHolder() throws {
    let (scratch, database) = try table()
    let holder = try Holder(scratch)
    database.waiting = Waiting(lockTimeout: .milliseconds(100), retries: 0)
    let failure = try statementFailure { try database.run("ALTER TABLE t ADD COLUMN b int") }
    #expect(failure.engine == "PostgreSQL (55P03)")
    #expect(failure.holders.map(\.name) == ["nightly"])
    withExtendedLifetime(holder) {}
  }

  @Test func keepsTheTimeThatTheRoleHas() throws {
    let (scratch, _) = try table()
    try scratch.run(
      "ALTER DATABASE \(scratch.value("SELECT current_database()") ?? "") SET lock_timeout = 100")
    let database = try scratch.other()
    let holder = try Holder(scratch)
    database.waiting = Waiting(tell: { holder.release($0) })
    let failure = try statementFailure { try database.run("ALTER TABLE t ADD COLUMN b int") }
    #expect(failure.engine == "PostgreSQL (55P03)")
    #expect(holder.waits.isEmpty)
  }

  @Test func waitsForAnIndexThatNobodyWaitsFor() throws {
    let (scratch, database) = try table()
    let holder = try Holder(scratch)
    database.waiting = Waiting(retries: 0, tell: { holder.release($0) })
    try database.run(
      Script(
        "CREATE INDEX CONCURRENTLY i ON t (a)", path: "a.sql",
        options: ScriptOptions(isTransactional: false)),
      recording: [.append(RecordEntry("1"))], expecting: ExpectedHead(nil))
    #expect(
      try scratch.value("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass") == "t")
  }

  @Test func limitsStatements() throws {
    let (scratch, database) = try table()
    database.waiting = Waiting(retries: 0, statementTimeout: .milliseconds(50))
    let failure = try statementFailure { try database.run("SELECT pg_sleep(5)") }
    #expect(failure.engine == "PostgreSQL (57014)")
    withExtendedLifetime(scratch) {}
  }

  @Test(arguments: [true, false]) func leavesTheSessionAsItWas(isTransactional: Bool) throws {
    let scratch = try TestServer.database()
    let database = try scratch.other()
    let settings = "SELECT string_agg(name || setting, ',' ORDER BY name) FROM pg_settings"
    let before = try database.connection.query(settings)
    _ = try database.record()
    _ = try database.schema()
    try database.run(
      Script(
        "SET search_path = pg_catalog; SET work_mem = 1234; SET ROLE pg_monitor; RESET ROLE",
        path: "a.sql", options: ScriptOptions(isTransactional: isTransactional)),
      recording: [.append(RecordEntry("1"))], expecting: ExpectedHead(nil))
    #expect(try database.connection.query(settings) == before)
    let locks =
      "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
    #expect(try database.connection.query(locks) == [["0"]])
  }

  @Test(arguments: [(64, 1500, 1200, 128), (64, 100, 0, 8064), (256, 10, 9, 384)])
  func tellsHowManyLocksAreNeeded(setting: Int, statements: Int, done: Int, need: Int) {
    #expect(LockTable.need(setting, for: statements, after: done) == need)
  }
}
