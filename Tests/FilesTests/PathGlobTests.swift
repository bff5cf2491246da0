import Files
import Testing

struct PathGlobTests {
  @Test(arguments: ["schema.sql", "db", "", "a/b/c.sql"])
  func `A path without wildcards is none`(path: String) {
    #expect(PathGlob(path) == nil)
  }

  @Test(arguments: [
    ("db/*.sql", ["db/a.sql", "db/.a.sql"], ["a.sql", "db/x/a.sql", "db/a.txt", "x/db/a.sql"]),
    ("*.sql", ["a.sql"], ["db/a.sql"]),
    ("**/*.sql", ["a.sql", "db/a.sql", "a/b/c.sql"], ["a.txt"]),
    (
      "**/models/*.sql", ["models/a.sql", "x/y/models/a.sql"], ["models/x/a.sql", "xmodels/a.sql"]
    ),
    ("db/**", ["db/a.sql", "db/x/a.sql"], ["db", "a.sql"]),
    ("a/**/b.sql", ["a/b.sql", "a/x/b.sql", "a/x/y/b.sql"], ["b.sql", "a/xb.sql"]),
    ("v?/[ab].sql", ["v1/a.sql", "v2/b.sql"], ["v/a.sql", "v1/c.sql", "v12/a.sql"]),
    ("[!a].sql", ["b.sql"], ["a.sql"]),
    ("a\\*.sql?", ["a*.sqlx"], ["ab.sqlx"]),
  ])
  func `What it matches is what git's pathspecs match`(
    glob: String, matching: [String], others: [String]
  ) throws {
    let glob = try #require(PathGlob(glob))
    for path in matching { #expect(glob.matches(path), "\(path)") }
    for path in others { #expect(!glob.matches(path), "\(path)") }
  }

  @Test(arguments: [
    ("db/*.sql", "db", ".sql"), ("**/models/a.sql", "", "a.sql"), ("a/b/c?", "a/b", ""),
    ("a/[b]/x", "a", "x"), ("a/b[.sql]", "a", ""),
  ])
  func `Its folder and its ending are what no wildcard says`(
    text: String, folder: String, ending: String
  ) throws {
    let glob = try #require(PathGlob(text))
    #expect(glob.folder == folder)
    #expect(glob.ending == ending)
  }
}
