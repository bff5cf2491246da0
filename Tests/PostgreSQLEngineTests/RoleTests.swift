import Engine
import Testing

@testable import PostgreSQLEngine

/// Roles that scripts speak of on a server that is shared by all scratch databases.
@Suite struct RoleTests {
  @Test func `A role that is missing is made, and told of`() throws {
    let engine = PostgreSQLEngine(TestServer.configuration)
    let database = try engine.openScratch()
    try database.run(
      Script(
        """
        CREATE TABLE t (id integer); ALTER TABLE t OWNER TO role_a; GRANT SELECT ON t TO "Role b";
        SET ROLE role_c; RESET ROLE;
        """, path: "a.sql"))
    #expect(engine.rolesMade == ["Role b", "role_a", "role_c"])
    try engine.openScratch().run(
      Script("CREATE ROLE role_a; GRANT role_a TO role_c", path: "b.sql"))
  }

  @Test func `Scripts that make the same role at once do not get in each other's way`() async throws
  {
    let engine = PostgreSQLEngine(TestServer.configuration)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<8 {
        group.addTask {
          try engine.openScratch().run(
            Script(
              """
              DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'racer') THEN
                PERFORM pg_sleep(0.2); CREATE ROLE racer; END IF; END $$;
              CREATE TABLE t\(number) (id integer); GRANT SELECT ON t\(number) TO racer;
              """, path: "a.sql"))
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func `What has nothing to do with roles is not tried again`() {
    func failure(_ state: String, _ reason: String, _ sql: String = "") -> StatementFailure {
      StatementFailure(
        path: "a", line: 1, sql: sql, reason: reason, engine: "PostgreSQL (\(state))")
    }
    #expect(RoleMending(failure("42704", #"type "a" does not exist"#)) == nil)
    #expect(RoleMending(failure("23505", #"… constraint "t_pkey""#)) == nil)
    #expect(RoleMending(failure("42704", #"role "a b" does not exist"#)) == .make("a b"))
    #expect(
      RoleMending(failure("42710", #"role "a" already exists"#, "create role a"))
        == .leaveOut(statement: "create role a"))
  }
}
