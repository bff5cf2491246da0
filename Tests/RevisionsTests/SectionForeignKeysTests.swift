import Revisions
import Testing

struct SectionForeignKeysTests {
  @Test(
    arguments: [
      "PRAGMA foreign_keys = OFF;", "pragma foreign_keys=off;\nDROP TABLE a;",
      "-- why\n/* and\nhow */ PRAGMA foreign_keys (0);", "PRAGMA foreign_keys = 'no';",
      "PRAGMA main.foreign_keys = false;",
      "PRAGMA legacy_alter_table = ON;\n\nPRAGMA foreign_keys = OFF;",
    ])
  func `A script that begins with the pragma suspends foreign keys`(_ script: String) {
    #expect(Section(.up, body: .sql(script)).suspendsForeignKeys)
  }

  @Test(
    arguments: [
      "", "PRAGMA foreign_keys = ON;", "-- PRAGMA foreign_keys = OFF;",
      "CREATE TABLE a (id);\nPRAGMA foreign_keys = OFF;", "PRAGMA foreign_keys",
      "SELECT 'PRAGMA foreign_keys = OFF;';", "/* PRAGMA foreign_keys = OFF;",
    ])
  func `Any other script does not`(_ script: String) {
    #expect(!Section(.up, body: .sql(script)).suspendsForeignKeys)
  }

  @Test func `The line that opens a section of an older file says so too`() throws {
    let text = """
      -- Revision: 28cb28032f0f
      -- Parent: none

      -- migrate:up foreign_keys:off
      DROP TABLE a;

      -- migrate:down
      CREATE TABLE a (id);
      """
    let revision = try Revision(parsing: text, path: "a.sql")
    #expect(revision.sections.map(\.suspendsForeignKeys) == [true, false])
  }
}
