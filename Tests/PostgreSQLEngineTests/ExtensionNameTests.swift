import Engine
import Testing

@testable import PostgreSQLEngine

struct ExtensionNameTests {
  @Test(arguments: [
    ("42704", #"type "citext" does not exist"#, "citext"),
    ("42704", #"type "public.geometry" does not exist"#, "postgis"),
    ("42704", #"type "vector" does not exist"#, "vector"),
    ("42704", #"operator class "gin_trgm_ops" does not exist for access method "gin""#, "pg_trgm"),
    ("42704", #"access method "hnsw" does not exist"#, "vector"),
    (
      "42704", #"data type integer has no default operator class for access method "gist""#,
      "btree_gist"
    ),
    ("42883", "function uuid_generate_v4() does not exist", "uuid-ossp"),
    ("42883", "function public.crypt(text, text) does not exist", "pgcrypto"),
    ("42704", #"type "mood" does not exist"#, nil),
    ("42704", #"role "citext" does not exist"#, nil),
    ("42704", #"constraint "cube" of relation "a" does not exist"#, nil),
    ("42P01", #"relation "citext" does not exist"#, nil),
    ("42883", "function mine() does not exist", nil),
  ])
  func `A name that is missing leads to the extension that has it`(
    state: String, message: String, expected: String?
  ) {
    #expect(ExtensionNames.owner(of: ServerFailure(state: state, message: message)) == expected)
  }

  @Test(arguments: [
    ("a citext", "citext"), ("a hstore", "hstore"), ("a ltree", "ltree"),
    ("a uuid DEFAULT uuid_generate_v4()", "uuid-ossp"),
    ("a text, EXCLUDE USING gist (a WITH =)", "btree_gist"),
  ])
  func `A server says it in these words`(columns: String, expected: String) throws {
    let database = try TestServer.database()
    let error = #expect(throws: DatabaseError.self) {
      try database.run("CREATE TABLE t (\(columns))")
    }
    guard case .statementFailed(let failure) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(failure.missingExtension == expected)
  }
}
