import Engine
import SchemaModel
import Testing

@testable import SQLiteEngine

/// Rows that a plan cannot take are found before it runs, and no others.
@Suite struct PrecheckTests {
  struct Example: Sendable, CustomTestStringConvertible {
    var from: String
    var to: String
    /// Rows that both schemas take.
    var good: String
    /// Rows that make the plan fail.
    var bad: String

    var testDescription: String { to }
  }

  static let examples = [
    Example(
      from: "CREATE TABLE a (x TEXT)", to: "CREATE TABLE a (x TEXT NOT NULL)",
      good: "INSERT INTO a VALUES ('')", bad: "INSERT INTO a VALUES (NULL)"),
    Example(
      from: "CREATE TABLE a (x TEXT, y INT)", to: "CREATE TABLE a (x TEXT, y INT, UNIQUE (x, y))",
      good: "INSERT INTO a VALUES ('a', 1), ('a', 2), (NULL, 1), (NULL, 1)",
      bad: "INSERT INTO a VALUES ('b', 1), ('b', 1)"),
    Example(
      from: "CREATE TABLE a (x TEXT COLLATE NOCASE)",
      to: "CREATE TABLE a (x TEXT COLLATE NOCASE UNIQUE)",
      good: "INSERT INTO a VALUES ('a'), ('b')", bad: "INSERT INTO a VALUES ('c'), ('C')"),
    Example(
      from: "CREATE TABLE a (x TEXT)",
      to: "CREATE TABLE a (x TEXT); CREATE UNIQUE INDEX i ON a (x COLLATE NOCASE)",
      good: "INSERT INTO a VALUES ('a'), ('b')", bad: "INSERT INTO a VALUES ('c'), ('C')"),
    Example(
      from: "CREATE TABLE a (x TEXT COLLATE NOCASE, y INT)",
      to: """
        CREATE TABLE a (x TEXT COLLATE NOCASE, y INT);
        CREATE UNIQUE INDEX i ON a (x COLLATE BINARY, y)
        """,
      good: "INSERT INTO a VALUES ('a', 1), ('A', 1)", bad: "INSERT INTO a VALUES ('A', 1)"),
    Example(
      from: "CREATE TABLE a (x INT, y INT)", to: "CREATE TABLE a (x INT, y INT, PRIMARY KEY (x))",
      good: "INSERT INTO a VALUES (1, 1), (2, 1)", bad: "INSERT INTO a VALUES (3, 1), (3, 2)"),
    Example(
      from: "CREATE TABLE \"my a\" (\"the x\" INT)",
      to: "CREATE TABLE \"my a\" (\"the x\" INT CHECK (\"the x\" > 0))",
      good: "INSERT INTO \"my a\" VALUES (1), (NULL)", bad: "INSERT INTO \"my a\" VALUES (0)"),
    Example(
      from: "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE a (x INT)",
      to: "CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE a (x INT REFERENCES p)",
      good: "INSERT INTO p VALUES (1); INSERT INTO a VALUES (1), (NULL)",
      bad: "INSERT INTO a VALUES (2)"),
    Example(
      from: "CREATE TABLE a (id INTEGER PRIMARY KEY, x INT)",
      to: "CREATE TABLE a (id INTEGER PRIMARY KEY, x INT REFERENCES a (id))",
      good: "INSERT INTO a VALUES (1, 2), (2, 1)", bad: "INSERT INTO a VALUES (3, 4)"),
    Example(
      from: "CREATE TABLE a (x TEXT, y INT)",
      to: "CREATE TABLE a (x TEXT, y INT); CREATE UNIQUE INDEX i ON a (lower(x)) WHERE y > 0",
      good: "INSERT INTO a VALUES ('a', 1), ('A', 0), ('a', NULL)",
      bad: "INSERT INTO a VALUES ('b', 1), ('B', 2)"),
    Example(
      from: "CREATE TABLE a (x INTEGER, y TEXT)", to: "CREATE TABLE a (x INTEGER, y TEXT) STRICT",
      good: "INSERT INTO a VALUES (1, 'a'), ('2', 3), (NULL, NULL)",
      bad: "INSERT INTO a VALUES ('many', 'a')"),
    Example(
      from: "CREATE TABLE a (x INT PRIMARY KEY)", to: "CREATE TABLE a (x INTEGER PRIMARY KEY)",
      good: "INSERT INTO a VALUES (1), ('2'), (3.0)", bad: "INSERT INTO a VALUES ('many'), (4.5)"),
    Example(
      from: "CREATE TABLE a (x TEXT PRIMARY KEY)", to: "CREATE TABLE a (x INTEGER PRIMARY KEY)",
      good: "INSERT INTO a VALUES ('1'), ('02')", bad: "INSERT INTO a VALUES ('2'), ('9b')"),
    Example(
      from: "CREATE TABLE a (x INT)", to: "CREATE TABLE a (x INTEGER PRIMARY KEY)",
      good: "INSERT INTO a VALUES (1), (2)", bad: "INSERT INTO a VALUES (1)"),
    Example(
      from: "CREATE TABLE a (x TEXT UNIQUE)", to: "CREATE TABLE a (x TEXT COLLATE NOCASE UNIQUE)",
      good: "INSERT INTO a VALUES ('a'), ('b'), (NULL), (NULL)", bad: "INSERT INTO a VALUES ('A')"),
    Example(
      from: "CREATE TABLE a (x TEXT, y INT, PRIMARY KEY (x, y))",
      to: "CREATE TABLE a (x TEXT COLLATE RTRIM, y INT, PRIMARY KEY (x, y))",
      good: "INSERT INTO a VALUES ('a', 1), ('a ', 2)", bad: "INSERT INTO a VALUES ('a ', 1)"),
    Example(
      from: "CREATE TABLE a (x TEXT)", to: "CREATE TABLE a (x TEXT COLLATE NOCASE UNIQUE)",
      good: "INSERT INTO a VALUES ('a'), ('b')", bad: "INSERT INTO a VALUES ('A')"),
    Example(
      from: "CREATE TABLE a (x TEXT UNIQUE)", to: "CREATE TABLE a (x INTEGER UNIQUE)",
      good: "INSERT INTO a VALUES ('1'), ('02'), ('many'), ('Many'), (x'31')",
      bad: "INSERT INTO a VALUES ('01')"),
    Example(
      from: "CREATE TABLE a (x UNIQUE)", to: "CREATE TABLE a (x TEXT UNIQUE)",
      good: "INSERT INTO a VALUES ('1'), (2), (x'32')", bad: "INSERT INTO a VALUES (1)"),
  ]

  @Test(arguments: examples)
  func `rows that the plan cannot take are found, and no others`(example: Example) throws {
    let database = try SQLiteDatabase.scratch(example.from)
    let plan = try SQLiteEngine().plan(
      from: try database.schema(), to: try SQLiteDatabase.scratch(example.to).schema(),
      renames: [], options: PlanOptions())
    let script = Script(plan.revisionText, path: "up.sql", options: plan.options)
    let queries = script.prechecks.map(\.query)
    #expect(!queries.isEmpty)
    try database.run(Script(example.good, path: "good.sql"))
    #expect(try queries.filter(database.finds).isEmpty)
    try database.run(Script(example.bad, path: "bad.sql"))
    #expect(try !queries.filter(database.finds).isEmpty)
    #expect(throws: DatabaseError.self) { try database.run(script) }
    for removal in plan.prechecks.compactMap(\.removal) {
      try database.run(Script(removal, path: "removal.sql"))
    }
    try database.run(script)
  }

  @Test func `rows without a key are found where SQLite would think of numbers for them`() throws {
    let database = try SQLiteDatabase.scratch(
      "CREATE TABLE a (x INT PRIMARY KEY); INSERT INTO a VALUES (1)")
    let plan = try SQLiteEngine().plan(
      from: try database.schema(),
      to: try SQLiteDatabase.scratch("CREATE TABLE a (x INTEGER PRIMARY KEY)").schema(),
      renames: [], options: PlanOptions())
    let query = try #require(plan.prechecks.first?.query)
    #expect(try !database.finds(query))
    try database.query("INSERT INTO a VALUES (NULL)")
    #expect(try database.finds(query))
  }

  @Test(arguments: [
    ("CREATE TABLE a (x TEXT COLLATE NOCASE UNIQUE)", "CREATE TABLE a (x TEXT UNIQUE)"),
    ("CREATE TABLE a (x INT UNIQUE)", "CREATE TABLE a (x TEXT UNIQUE)"),
    (
      "CREATE TABLE a (x TEXT, UNIQUE (x COLLATE RTRIM))",
      "CREATE TABLE a (x TEXT COLLATE NOCASE, UNIQUE (x COLLATE RTRIM))"
    ),
    (
      "CREATE TABLE a (x INTEGER PRIMARY KEY)",
      "CREATE TABLE a (x INTEGER PRIMARY KEY AUTOINCREMENT)"
    ),
  ])
  func `keys that cannot fail are not asked about`(from: String, to: String) throws {
    let plan = try SQLiteEngine().plan(
      from: try SQLiteDatabase.scratch(from).schema(), to: try SQLiteDatabase.scratch(to).schema(),
      renames: [], options: PlanOptions())
    #expect(!plan.statements.isEmpty)
    #expect(plan.hazards.map(\.kind) == [.rewritesTable])
  }

  @Test func `a table with other values is not asked`() throws {
    let plan = try SQLiteEngine().plan(
      from: try SQLiteDatabase.scratch("CREATE TABLE a (x INT, y INT)").schema(),
      to: try SQLiteDatabase.scratch("CREATE TABLE a (x INT UNIQUE, y INT NOT NULL)").schema(),
      renames: [],
      options: PlanOptions(
        backfills: [ColumnReference(table: Name(sqlite: "a"), column: Name(sqlite: "y")): "0"]))
    #expect(plan.hazards.contains(Hazard(.failsOnRows, subject: "a(x)")))
    #expect(plan.prechecks.isEmpty)
  }
}
