import Engine
import SchemaModel
import Testing

@testable import PostgreSQLEngine

@Suite struct EffectTests {
  @Test func showRewritesAndLocks() throws {
    let database = try TestServer.database()
    try database.run(
      "CREATE TABLE a (id int); CREATE SCHEMA s; CREATE TABLE s.b (id int); CREATE TABLE c (id int)"
    )
    let effects = try database.watch(
      Script(
        """
        CREATE INDEX ON a (id);
        ALTER TABLE a ALTER id TYPE text;
        ALTER TABLE a ADD n int;
        ALTER TABLE s.b ADD n double precision DEFAULT random();
        CREATE TABLE d (id int);
        DROP TABLE c;
        """, path: "a.sql"))
    let a = Name(exact: "a")
    let b = Name(exact: "b", in: "s")
    #expect(effects.map(\.rewrites) == [[], [a], [], [b], [], []])
    #expect(
      effects.map(\.locks) == [
        [TableLock(table: a, mode: "SHARE")], [TableLock(table: a, mode: "ACCESS EXCLUSIVE")], [],
        [TableLock(table: b, mode: "ACCESS EXCLUSIVE")], [],
        [TableLock(table: Name(exact: "c"), mode: "ACCESS EXCLUSIVE")],
      ])
    #expect(effects.map(\.line) == [1, 2, 3, 4, 5, 6])
  }

  @Test func showRewritesOfStatementsThatTakeEffectAlone() throws {
    let database = try TestServer.database()
    try database.run("CREATE TABLE a (id int)")
    let effects = try database.watch(
      Script(
        "CREATE INDEX CONCURRENTLY ON a (id);\nALTER TABLE a ALTER id TYPE text;", path: "a.sql",
        options: ScriptOptions(isTransactional: false)))
    #expect(effects.map(\.rewrites) == [[], [Name(exact: "a")]])
    #expect(effects[1].locks == [TableLock(table: Name(exact: "a"), mode: "ACCESS EXCLUSIVE")])
  }

  /// How many locks are read while tables are made that refer to one another.
  private func locksRead(besides beginning: String, making count: Int) throws -> Int {
    let database = try TestServer.database()
    try database.run(beginning)
    var watch = try EffectWatch(connection: database.connection, script: Script("", path: "a.sql"))
    try database.connection.execute("BEGIN")
    for number in 0..<count {
      let text = """
        CREATE TABLE t\(number) (id int PRIMARY KEY, other int REFERENCES t\(max(0, number - 1)))
        """
      let statement = try #require(StatementScanner.statements(of: text).first)
      try database.connection.execute(statement.text)
      try watch.observe(statement)
    }
    try database.connection.execute("ROLLBACK")
    #expect(watch.effects.count == count)
    return watch.locksRead
  }

  @Test func `The locks on what a script makes are not read`() throws {
    #expect(try locksRead(besides: "CREATE VIEW v AS SELECT 1", making: 20) == 0)
    #expect(try locksRead(besides: "CREATE TABLE a (id int)", making: 20) == 0)
  }
}
