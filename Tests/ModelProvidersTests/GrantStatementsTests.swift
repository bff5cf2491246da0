import ModelProviders
import Testing

@Suite struct GrantStatementsTests {
  @Test func `the first place and the number of statements are told`() throws {
    let scripts = [
      SourceText(path: "a.sql", text: "CREATE TABLE grant_log (revoke text);\n-- GRANT x TO y;\n"),
      SourceText(
        path: "b.sql",
        text: """
          SELECT 'GRANT a TO b;';
          CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $$ GRANT SELECT ON a TO b; $$;

          revoke all on a from public;
          ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO b;
          GRANT SELECT ON a TO b
          """),
    ]
    let grants = try #require(GrantStatements(in: scripts))
    #expect(grants.first == "b.sql:4")
    #expect(grants.count == 3)
    #expect(GrantStatements(in: [scripts[0]]) == nil)
  }
}
