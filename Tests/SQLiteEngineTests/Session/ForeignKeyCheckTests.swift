import Engine
import SchemaModel
import Testing

@testable import SQLiteEngine

@Suite struct ForeignKeyCheckTests {
  private func run(_ sql: String, in database: SQLiteDatabase) throws {
    try database.run(
      Script(sql, path: "up.sql", options: ScriptOptions(suspendsForeignKeys: true)))
  }

  private func family() throws -> SQLiteDatabase {
    let database = try SQLiteDatabase.scratch(
      """
      CREATE TABLE p (id INTEGER PRIMARY KEY);
      CREATE TABLE c (p_id REFERENCES p (id));
      INSERT INTO p VALUES (1); INSERT INTO c VALUES (1);
      """)
    return database
  }

  @Test func `a script that leaves orphans is undone`() throws {
    let database = try family()
    #expect(
      throws: DatabaseError.foreignKeyViolations([
        ForeignKeyViolation(table: "c", parent: "p", rows: 1)
      ])
    ) { try run("DELETE FROM p", in: database) }
    #expect(try database.count("p") == 1)
  }

  @Test func `orphans that were there before are not the script's fault`() throws {
    let database = try family()
    try database.query("PRAGMA foreign_keys = OFF")
    try database.query("INSERT INTO c VALUES (7)")
    try run("INSERT INTO p VALUES (2)", in: database)
    #expect(throws: DatabaseError.self) { try run("INSERT INTO c VALUES (8)", in: database) }
    try run("DELETE FROM c WHERE p_id = 7", in: database)
    #expect(throws: DatabaseError.self) { try run("INSERT INTO c VALUES (8)", in: database) }
  }

  @Test func `a key that cannot be checked does not hide the others`() throws {
    let database = try family()
    try run("CREATE TABLE odd (x REFERENCES p (none), y REFERENCES nowhere)", in: database)
    try run("INSERT INTO p VALUES (2)", in: database)
    #expect(throws: DatabaseError.self) { try run("INSERT INTO c VALUES (8)", in: database) }
  }

  @Test func `a script that keeps foreign keys on fails where it breaks one`() throws {
    let database = try family()
    #expect(throws: DatabaseError.self) {
      try database.run(Script("DELETE FROM p", path: "up.sql"))
    }
    #expect(try database.count("p") == 1)
  }
}
