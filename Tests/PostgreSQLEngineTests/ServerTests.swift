import Engine
import Glibc
import SchemaModel
import Testing

@testable import PostgreSQLEngine

@Suite struct ServerTests {
  private func cluster() throws -> ThrowawayCluster {
    try ThrowawayCluster(
      installation: #require(Installation(searchPath: TestServer.searchPath)),
      cacheDirectory: TestServer.configuration.cacheDirectory, temporaryDirectory: nil)
  }

  @Test func isGoneWithItsOwner() throws {
    var cluster: ThrowawayCluster? = try cluster()
    let directory = try #require(cluster?.directory)
    let connection = try #require(try cluster?.address(ofDatabase: "template1").connect())
    let process = try #require(
      try connection.query("SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'")
        .first?.first.flatMap(\.self).flatMap { Int32($0) })
    cluster = nil
    #expect(access(directory, F_OK) != 0)
    #expect(kill(process, 0) != 0)
  }

  @Test func isKnownWithoutBeingStarted() throws {
    let engine = PostgreSQLEngine(TestServer.configuration)
    let version = try #require(engine.version)
    #expect(engine.displayName == "PostgreSQL", "no database has been made")
    var configuration = TestServer.configuration
    configuration.comparesPrivileges.toggle()
    #expect(PostgreSQLEngine(configuration).version != version)
    configuration.scratchURL = try DatabaseURL("postgresql:///x?host=/nowhere")
    #expect(PostgreSQLEngine(configuration).version == nil)
  }

  @Test func startsWithoutACache() throws {
    let cluster = try ThrowawayCluster(
      installation: #require(Installation(searchPath: TestServer.searchPath)),
      cacheDirectory: "/proc/none", temporaryDirectory: nil)
    #expect(try cluster.address(ofDatabase: "template1").connect().serverVersion > 0)
  }

  @Test func saysWhyItDoesNotStart() throws {
    var template = Array("/tmp/git-migrate-binaries-XXXXXX".utf8CString)
    let directory = String(cString: try #require(mkdtemp(&template)))
    defer { for name in ["initdb", "postgres", ""] { remove("\(directory)/\(name)") } }
    for name in ["initdb", "postgres"] {
      let file = try #require(fopen("\(directory)/\(name)", "w"))
      fputs("#!/bin/sh\necho '\(name): error: no room' >&2\nexit 1\n", file)
      fclose(file)
      chmod("\(directory)/\(name)", 0o755)
    }
    chmod(directory, 0o755)
    let error = databaseError {
      _ = try ThrowawayCluster(
        installation: #require(Installation(searchPath: directory)), cacheDirectory: directory,
        temporaryDirectory: nil)
    }
    #expect(error == .scratchServerFailed(reason: "initdb: error: no room"))
  }

  @Test func dropsScratchDatabases() throws {
    var database: PostgreSQLDatabase? = try TestServer.database()
    let name = try #require(try database?.value("SELECT current_database()"))
    database = nil
    let names = try TestServer.database().values("SELECT datname FROM pg_database")
    #expect(!names.contains(name))
  }

  @Test func takesTheServerThatIsNamed() throws {
    let server = try TestServer.database()
    var configuration = TestServer.configuration
    configuration.scratchURL = try DatabaseURL(server.address)
    try server.other().run(
      Script(
        "CREATE DATABASE git_migrate_scratch_1_2_3 TEMPLATE template0", path: "",
        options: ScriptOptions(isTransactional: false)))
    let engine = PostgreSQLEngine(configuration)
    var database =
      try #require(try engine.openScratch() as? PostgreSQLDatabase) as PostgreSQLDatabase?
    let name = try #require(try database?.value("SELECT current_database()"))
    #expect(name.hasPrefix("git_migrate_scratch_"))
    database = nil
    let names = try server.values("SELECT datname FROM pg_database")
    #expect(!names.contains(name))
    // What a run that was killed has left behind.
    #expect(!names.contains("git_migrate_scratch_1_2_3"))
  }

  // MARK: Databases that a person names

  @Test func makesAndDropsDatabases() throws {
    let server = try TestServer.database()
    let name = try #require(try server.value("SELECT current_database()"))
    let url = try DatabaseURL(server.address.replacing(name, with: "not there"))
    let engine = TestServer.engine
    #expect(try !engine.exists(url))
    #expect(
      databaseError { _ = try engine.open(url, mode: .write) } == .notFound(path: url.display))
    #expect(databaseError { try engine.drop(url) } == .notFound(path: url.display))
    var session = try engine.open(url, mode: .create) as (any Database)?
    #expect(try engine.exists(url))
    let error = databaseError { try engine.drop(url) }
    guard case .cannotDrop(_, let reason) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.contains("1 other session"))
    try session?.run(Script("CREATE TABLE a (id int)", path: "a.sql"))
    session = nil
    try engine.drop(url)
    #expect(try !engine.exists(url))
  }

  @Test func onlyReadsWhereItIsToRead() throws {
    let database = try TestServer.database()
    let reader = try #require(
      try TestServer.engine.open(DatabaseURL(database.address), mode: .read) as? PostgreSQLDatabase)
    try database.run("CREATE SEQUENCE s")
    guard case .readOnly = databaseError({ try reader.run("CREATE TABLE a (id int)") }) else {
      throw UnexpectedOutcome()
    }
    let answer = databaseError {
      _ = try reader.finds("SELECT 1 WHERE nextval('s') > 0")
    }
    guard case .readOnly = answer else { throw UnexpectedOutcome() }
  }

  @Test func saysThatNobodyListens() throws {
    let url = try DatabaseURL("postgresql+psycopg2://joe:secret@127.0.0.1:1/app")
    guard
      case .cannotOpen(let path, let reason) = databaseError({
        _ = try TestServer.engine.open(url, mode: .write)
      })
    else { throw UnexpectedOutcome() }
    #expect(path == "postgresql://joe:***@127.0.0.1:1/app")
    #expect(reason.contains("Connection refused"))
    #expect(!reason.contains("secret"))
  }

  @Test(arguments: [
    "postgresql://joe:se/cret@localhost/app", "postgresql://joe:se#cret@localhost/app",
    "postgresql://joe:se?cret@localhost/app", "postgresql://joe:se%zzcret@localhost/app",
    "postgresql://joe@localhost:cret/app?pasword=cret", "postgresql://joe:se@cret@localhost/app",
    "postgresql://localhost/app?user=joe&password=se%zzcret",
  ])
  func hidesPasswordsThatCannotBeRead(url: String) throws {
    let error = databaseError { _ = try TestServer.engine.open(DatabaseURL(url), mode: .write) }
    guard case .cannotOpen(let path, let reason) = error else { throw UnexpectedOutcome() }
    #expect(!reason.contains("cret"))
    #expect(url.contains("pasword") || !path.contains("cret"))
  }

  @Test func saysThatAPasswordIsWrong() throws {
    let cluster = try cluster()
    let connection = try cluster.address(ofDatabase: "template1").connect()
    try connection.execute(
      """
      CREATE ROLE joe LOGIN PASSWORD 'right';
      COPY (SELECT 'local all postgres trust' UNION ALL SELECT 'local all all scram-sha-256')
        TO '\(cluster.directory)/data/pg_hba.conf';
      """)
    try connection.execute("CREATE DATABASE app TEMPLATE template0")
    try connection.execute("SELECT pg_reload_conf()")
    func open(_ password: String, _ name: String, _ mode: OpenMode) throws {
      _ = try TestServer.engine.open(
        DatabaseURL("postgresql://joe:\(password)@/\(name)?host=\(cluster.directory)"), mode: mode)
    }
    var error: DatabaseError?
    // The server reads its file anew in its own time.
    repeat { error = databaseError { try open("wrong", "app", .write) } } while error == nil
    guard case .cannotOpen(let path, let reason) = error else { throw UnexpectedOutcome() }
    #expect(path.contains("joe:***@"))
    #expect(reason.contains(#"password authentication failed for user "joe""#))
    #expect(databaseError { try open("right", "app", .write) } == nil)
    guard
      case .cannotCreate(_, let refusal) = databaseError({
        try open("right", "another", .create)
      })
    else { throw UnexpectedOutcome() }
    #expect(refusal == "permission denied to create database")
  }

  @Test(arguments: [(90_624, "9.6"), (120_003, "12.3"), (150_018, "15.18")])
  func spellsVersions(number: Int, text: String) {
    #expect(ServerAddress.spelling(ofVersion: number) == text)
  }
}
