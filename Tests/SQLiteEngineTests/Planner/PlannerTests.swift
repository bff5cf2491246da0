import Engine
import SchemaModel
import Testing

@testable import SQLiteEngine

/// What cases cannot show; the plans themselves are in `Cases`.
@Suite struct PlannerTests {
  private func plan(
    _ from: String, _ to: String, renames: [Rename] = [], options: PlanOptions = PlanOptions()
  ) throws -> Plan {
    try SQLiteEngine().plan(
      from: try SQLiteDatabase.scratch(from).schema(), to: try SQLiteDatabase.scratch(to).schema(),
      renames: renames, options: options)
  }

  private func failures(_ from: String, _ to: String) throws -> [String] {
    try plan(from, to).hazards.filter { $0.kind == .failsOnRows }.map(\.subject)
  }

  @Test func `a line break in a name does not end a note`() throws {
    let sql = "CREATE TABLE \"a\nDROP TABLE b; --\" (x); CREATE TABLE b (y)"
    let plan = try plan(sql, "CREATE TABLE b (y)")
    #expect(plan.text.hasPrefix("-- drop-table: the rows of 'a DROP TABLE b; --' are lost\n"))
    let database = try SQLiteDatabase.scratch(sql)
    try database.run(Script(plan.text, path: "up.sql", options: plan.options))
    #expect(try database.schema().tables.map(\.name.spelling) == ["b"])
  }

  @Test func `rows that a new key would ignore make the script fail`() throws {
    let from = "CREATE TABLE a (x INT, y INT)"
    let plan = try plan(from, "CREATE TABLE a (x INT UNIQUE ON CONFLICT REPLACE, y INT)")
    let database = try SQLiteDatabase.scratch(from + "; INSERT INTO a VALUES (1, 1), (1, 2)")
    #expect(throws: DatabaseError.self) {
      try database.run(Script(plan.text, path: "up.sql", options: plan.options))
    }
    #expect(try database.count("a") == 2)
  }

  @Test func `a change in place tries new checks on the rows`() throws {
    let from = "CREATE TABLE a (x INT)"
    let plan = try plan(
      from, "CREATE TABLE a (x INT CHECK (x > 5))", options: PlanOptions(changesInPlace: true))
    #expect(plan.text.contains("writable_schema"))
    let database = try SQLiteDatabase.scratch(from + "; INSERT INTO a VALUES (1)")
    #expect(throws: DatabaseError.self) {
      try database.run(Script(plan.text, path: "up.sql", options: plan.options))
    }
    #expect(try database.schema().tables[0].constraints.isEmpty)
  }

  @Test func `an autoincrement counter goes on after a rebuild and back`() throws {
    let from = "CREATE TABLE T (id INTEGER PRIMARY KEY AUTOINCREMENT, x INT)"
    let to = "CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, x INT CHECK (x > 0))"
    let database = try SQLiteDatabase.scratch(
      from + "; INSERT INTO t VALUES (9, 1); DELETE FROM t")
    for plan in [try plan(from, to), try plan(to, from)] {
      try database.run(Script(plan.text, path: "up.sql", options: plan.options))
      #expect(try database.query("SELECT seq FROM sqlite_sequence") == [[.integer(9)]])
    }
  }

  @Test func `a key that was there before fails on no row`() throws {
    let parent = "CREATE TABLE p (id INTEGER PRIMARY KEY);"
    #expect(
      try failures(
        parent + "CREATE TABLE a (x INT REFERENCES p, y INT UNIQUE)",
        parent + "CREATE TABLE a (x INT REFERENCES p ON DELETE CASCADE, y INT PRIMARY KEY DESC)"
      ).isEmpty)
    #expect(
      try failures("CREATE TABLE a (x INT)", "CREATE TABLE a (x INT, y INT UNIQUE)").isEmpty)
    #expect(
      try failures("CREATE TABLE a (x INT)", "CREATE TABLE a (x INT, y INT UNIQUE DEFAULT 1)")
        == ["a(y)"])
    #expect(
      try failures(
        "CREATE TABLE a (x TEXT UNIQUE)", "CREATE TABLE a (x TEXT, UNIQUE (x COLLATE NOCASE))")
        == ["a(x)"])
  }

  @Test func `what made room for a rename is called by the name it had`() throws {
    let rename = Rename(
      table: Name(sqlite: "t"), column: Name(sqlite: "b"), newName: Name(sqlite: "a"),
      evidence: .option)
    let plan = try plan(
      "CREATE TABLE t (a INT, b INT)", "CREATE TABLE t (a INT)", renames: [rename])
    let dropped = plan.changes.compactMap { change -> String? in
      if case .dropColumn(let column, _) = change { column.name.spelling } else { nil }
    }
    #expect(dropped == ["a"])
    #expect(plan.hazards.filter { $0.kind.consent == .loss }.map(\.subject) == ["t.a"])
  }

  @Test(arguments: [
    ("INT", Affinity.integer), ("CHARINT", .integer), ("VARCHAR(9)", .text), ("CLOB", .text),
    ("", .blob), ("BLOB", .blob), ("DOUBLE PRECISION", .real), ("FLOAT", .real),
    ("FLOATING POINT", .integer), ("DECIMAL(1,2)", .numeric), ("STRING", .numeric),
    ("ANY", .numeric),
  ])
  func `a type has the affinity that SQLite gives it`(type: String, affinity: Affinity) throws {
    let database = try SQLiteDatabase.scratch(
      "CREATE TABLE t (x \(type)); INSERT INTO t VALUES ('1')")
    let column = try database.schema().tables[0].columns[0]
    #expect(Affinity(column.type) == affinity)
    let stored = try database.query("SELECT typeof(x) FROM t")[0][0].text
    let expected: [Affinity: String] = [
      .integer: "integer", .numeric: "integer", .real: "real", .text: "text", .blob: "text",
    ]
    #expect(stored == expected[affinity])
  }
}
