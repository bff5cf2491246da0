import Confinement
import Engine
import Glibc
import TestSupport
import Testing

@testable import PostgreSQLEngine

/// What even a superuser's SQL cannot do on a server of our own, should a script ever become one.
@Suite(.enabled(if: Confinement.isWhole)) struct ConfinedServerTests {
  private static let attacks = [
    "COPY (SELECT 1) TO PROGRAM 'cat >MARK'",
    """
    CREATE FUNCTION pg_temp.evil() RETURNS void LANGUAGE plpgsql SECURITY DEFINER AS
    $$BEGIN EXECUTE 'COPY (SELECT 1) TO PROGRAM ''cat >MARK'''; END$$;
    SELECT pg_temp.evil()
    """,
    "COPY (SELECT 1) TO 'MARK'",
    "SELECT lo_from_bytea(4711, 'x'); SELECT lo_export(4711, 'MARK')",
  ]

  private func cluster(isConfined: Bool) throws -> ThrowawayCluster {
    let program = TestProducts.directory + "/git-migrate"
    return try ThrowawayCluster(
      installation: #require(Installation(searchPath: TestServer.searchPath)),
      cacheDirectory: TestServer.configuration.cacheDirectory, temporaryDirectory: nil
    ) { isConfined ? Confinement.command($0, by: program) : [] }
  }

  @Test func `A superuser runs no program and writes no file`() throws {
    let confined = try cluster(isConfined: true)
    // What shows nothing without confinement would show nothing with it.
    let free = try cluster(isConfined: false)
    for attack in Self.attacks {
      let mark = "/tmp/git-migrate-mark-\(UInt64.random(in: .min ... .max))"
      defer { unlink(mark) }
      let text = attack.replacing("MARK", with: mark)
      #expect(throws: ServerFailure.self, "\(attack)") { try run(text, on: confined) }
      #expect(access(mark, F_OK) != 0, "\(attack)")
      try run(text, on: free)
      #expect(access(mark, F_OK) == 0, "\(attack)")
    }
  }

  @Test func `The settings of the server cannot bring a program either`() throws {
    let cluster = try cluster(isConfined: true)
    let mark = "/tmp/git-migrate-mark-\(UInt64.random(in: .min ... .max))"
    defer { unlink(mark) }
    try run("ALTER SYSTEM SET ssl_passphrase_command = 'touch \(mark)'", on: cluster)
    try run("ALTER SYSTEM SET ssl_passphrase_command_supports_reload = on", on: cluster)
    try run("SELECT pg_reload_conf()", on: cluster)
    #expect(throws: ServerFailure.self) {
      try run("COPY (SELECT 1) TO PROGRAM 'cat'", on: cluster)
    }
    #expect(access(mark, F_OK) != 0)
  }

  @Test func `What scripts do in its folder goes on`() throws {
    let cluster = try cluster(isConfined: true)
    try run(
      """
      CREATE TABLE t AS SELECT n FROM generate_series(1, 10000) n;
      CREATE INDEX ON t (n);
      SET work_mem = '64kB';
      SELECT n, count(*) OVER (ORDER BY n DESC) FROM t ORDER BY md5(n::text);
      """, on: cluster)
    try run("CREATE DATABASE other TEMPLATE template0", on: cluster)
    try run("CHECKPOINT", on: cluster)
    try run("DROP DATABASE other", on: cluster)
    try run(
      "SET max_parallel_workers_per_gather = 2; SET parallel_setup_cost = 0; "
        + "SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SELECT sum(n) FROM t",
      on: cluster)
  }

  private func run(_ sql: String, on cluster: ThrowawayCluster) throws {
    try cluster.address(ofDatabase: "template1").connect().execute(sql)
  }
}
