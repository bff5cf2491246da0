import Engine
import SchemaModel
import Testing

@testable import SQLiteEngine

/// What a database has that no revision has made is there after a table was rebuilt.
@Suite struct BystanderTests {
  private static let base = "CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT, age INT);"

  private static let checked = """
    CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT, age INT CHECK (age > 0))
    """

  private func script(
    from base: String = base, to target: String, renames: [Rename] = []
  ) throws -> Script {
    let plan = try SQLiteEngine().plan(
      from: try SQLiteDatabase.scratch(base).schema(),
      to: try SQLiteDatabase.scratch(target).schema(), renames: renames, options: PlanOptions())
    return Script(plan.text, path: "up.sql", options: plan.options)
  }

  private func rename(_ column: String? = nil, to name: String) -> Rename {
    Rename(
      table: Name(sqlite: "users"), column: column.map { Name(sqlite: $0) },
      newName: Name(sqlite: name), evidence: .option)
  }

  private func declarations(in database: SQLiteDatabase) throws -> [String?] {
    try database.connection.query(
      "SELECT sql FROM sqlite_master WHERE name LIKE 'their%' ORDER BY name"
    ).map { $0[0].text }
  }

  private static let others = """
    CREATE TABLE log (line TEXT);
    CREATE INDEX their_index ON users (age);
    CREATE TRIGGER their_trigger AFTER INSERT ON users
    BEGIN INSERT INTO log VALUES (new.mail); END;
    """

  @Test func `indexes and triggers are put back`() throws {
    let database = try SQLiteDatabase.scratch(Self.base + Self.others)
    let before = try declarations(in: database)
    try database.run(try script(to: Self.checked))
    #expect(try declarations(in: database) == before)
    #expect(before.count == 2)
  }

  @Test func `they follow a table and a column that get other names before`() throws {
    let database = try SQLiteDatabase.scratch(Self.base + Self.others)
    try database.run(
      try script(
        to: """
          CREATE TABLE people (id INTEGER PRIMARY KEY, email TEXT, age INT CHECK (age > 0))
          """, renames: [rename("mail", to: "email"), rename(to: "people")]))
    try database.run(Script("INSERT INTO people VALUES (1, 'ada', 36)", path: "rows"))
    #expect(try database.query("SELECT line FROM log") == [[.text("ada")]])
    #expect(try declarations(in: database)[0] == "CREATE INDEX their_index ON \"people\" (age)")
  }

  @Test func `for a column with values the script is refused`() throws {
    let entry = RecordEntry(
      revision: "ab12cd34ef56", parent: nil, name: "", appliedAt: "", fileID: "", down: "")
    let rows = """
      INSERT INTO users (mail) VALUES ('ada'); ALTER TABLE users ADD COLUMN theirs DEFAULT 7;
      """
    for (target, renames) in [
      (Self.checked, []),
      (
        "CREATE TABLE people (id INTEGER PRIMARY KEY, mail TEXT, age INT CHECK (age > 0))",
        [rename(to: "people")]
      ),
    ] {
      let database = try SQLiteDatabase.scratch(Self.base + rows)
      let script = try script(to: target, renames: renames)
      #expect {
        try database.run(script, recording: [.append(entry)], expecting: nil)
      } throws: { error in
        guard case DatabaseError.statementFailed(let failure) = error else { return false }
        return failure.reason.hasSuffix(
          ".theirs', which no revision has made, would be lost with its values")
      }
      #expect(try database.query("SELECT theirs FROM users") == [[.integer(7)]])
    }
  }

  @Test func `a column that is to go goes, and one that is computed is no loss`() throws {
    let database = try SQLiteDatabase.scratch(
      Self.base + "ALTER TABLE users ADD COLUMN computed AS (age + 1);")
    try database.run(
      try script(to: "CREATE TABLE users (id INTEGER PRIMARY KEY, age INT CHECK (age > 0))"))
    #expect(
      try database.schema().tables[0].columns.map(\.name.spelling) == ["id", "age"])
  }

  // MARK: Views

  @Test(arguments: [
    "CREATE VIEW v AS SELECT id, mail FROM users",
    "CREATE VIEW v AS SELECT id, mail, age FROM users",
  ])
  func `triggers of a view are put back, whether it is another or only made again`(
    view: String
  ) throws {
    let old = "; CREATE VIEW v AS SELECT id, mail FROM users"
    let database = try SQLiteDatabase.scratch(
      Self.base + old + """
        ; CREATE TRIGGER their_trigger INSTEAD OF INSERT ON v
        BEGIN INSERT INTO users (mail) VALUES (new.mail); END
        """)
    let before = try declarations(in: database)
    let table = view.hasSuffix("mail FROM users") ? Self.checked : Self.base
    try database.run(try script(from: Self.base + old, to: table + ";" + view))
    #expect(try declarations(in: database) == before)
    #expect(before.count == 1)
    try database.query("INSERT INTO v (mail) VALUES ('ada')")
    #expect(try database.query("SELECT mail FROM users") == [[.text("ada")]])
  }

  // MARK: Rules of tables

  private func upgrade(
    _ database: SQLiteDatabase, to target: String, renames: [Rename] = []
  ) throws {
    var up = try script(to: target, renames: renames)
    up.opposite = try script(
      from: target, to: Self.base, renames: renames.map { $0.reversed(among: renames) }
    ).text
    let entry = RecordEntry(
      revision: "ab12cd34ef56", parent: nil, name: "", appliedAt: "", fileID: "", down: "")
    try database.run(up, recording: [.append(entry)], expecting: nil)
  }

  @Test(arguments: [
    ("mail TEXT UNIQUE", "UNIQUE (mail)"), ("mail TEXT NOT NULL", "NOT NULL of column 'mail'"),
    ("mail TEXT CHECK (mail <> '')", "CHECK (mail <> '')"),
    ("mail TEXT DEFAULT 'x'", "DEFAULT 'x' of column 'mail'"),
    ("mail TEXT COLLATE NOCASE", "COLLATE NOCASE of column 'mail'"),
    ("mail TEXT REFERENCES users (id)", "FOREIGN KEY (mail) REFERENCES users"),
    ("mail TEXT, age INT) STRICT --", "STRICT"),
  ])
  func `a rule that no revision has made is not lost`(column: String, rule: String) throws {
    let declaration = "CREATE TABLE users (id INTEGER PRIMARY KEY, \(column), age INT)"
    let database = try SQLiteDatabase.scratch(declaration)
    let before = try database.query("SELECT sql FROM sqlite_master WHERE name = 'users'")
    #expect {
      try upgrade(database, to: Self.checked)
    } throws: { error in
      guard case DatabaseError.statementFailed(let failure) = error else { return false }
      return failure.reason
        == "\(rule) of 'users', which no revision has made, would be lost"
    }
    #expect(try database.query("SELECT sql FROM sqlite_master WHERE name = 'users'") == before)
  }

  @Test func `a rule is known by another name of its table and column`() throws {
    let renames = [rename("mail", to: "email"), rename(to: "people")]
    let target = "CREATE TABLE people (id INTEGER PRIMARY KEY, email TEXT, age INT CHECK (age > 0))"
    let database = try SQLiteDatabase.scratch(
      Self.base.replacing("mail TEXT", with: "mail TEXT CHECK (mail <> '')"))
    #expect {
      try upgrade(database, to: target, renames: renames)
    } throws: { error in
      guard case DatabaseError.statementFailed(let failure) = error else { return false }
      return failure.reason.hasSuffix("of 'people', which no revision has made, would be lost")
    }
    let other = try SQLiteDatabase.scratch(Self.base)
    try upgrade(other, to: target, renames: renames)
  }

  @Test func `a rule that the revision makes too stays, and one of a column goes with it`() throws {
    let database = try SQLiteDatabase.scratch(
      "CREATE TABLE users (id INTEGER PRIMARY KEY, mail TEXT UNIQUE, age INT CHECK (age > 0))")
    try upgrade(
      database, to: "CREATE TABLE users (id INTEGER PRIMARY KEY, age INT CHECK (age > 0))")
    #expect(try database.schema().tables[0].columns.count == 2)
  }

  // MARK: Full-text indexes

  private static let theirIndex = """
    INSERT INTO docs VALUES (3, 'alpha'), (1, 'beta'), (2, 'gamma');
    CREATE VIRTUAL TABLE theirs USING fts5 (body, content='docs', content_rowid='rowid');
    INSERT INTO theirs (theirs) VALUES ('rebuild');
    """

  private func renumber(_ database: SQLiteDatabase, to target: String) throws {
    let entry = RecordEntry(
      revision: "ab12cd34ef56", parent: nil, name: "", appliedAt: "", fileID: "", down: "")
    try database.run(
      try script(from: "CREATE TABLE docs (id BIGINT PRIMARY KEY, body TEXT)", to: target),
      recording: [.append(entry)], expecting: nil)
  }

  @Test func `an index of texts finds them by their new numbers`() throws {
    let database = try SQLiteDatabase.scratch(
      "CREATE TABLE docs (id BIGINT PRIMARY KEY, body TEXT);" + Self.theirIndex)
    try renumber(database, to: "CREATE TABLE docs (id INTEGER PRIMARY KEY, body TEXT)")
    #expect(
      try database.query("SELECT rowid, body FROM theirs('beta')")
        == [[.integer(1), .text("beta")]])
  }

  @Test func `an index of texts by numbers that are no more is not broken`() throws {
    let database = try SQLiteDatabase.scratch(
      "CREATE TABLE docs (id BIGINT PRIMARY KEY, body TEXT);" + Self.theirIndex)
    #expect {
      try renumber(
        database, to: "CREATE TABLE docs (id BIGINT PRIMARY KEY NOT NULL, body TEXT) WITHOUT ROWID")
    } throws: { error in
      guard case DatabaseError.statementFailed(let failure) = error else { return false }
      return failure.reason.hasPrefix("full-text index 'theirs', which no revision has made: ")
    }
    #expect(try database.query("SELECT body FROM theirs('beta')") == [[.text("beta")]])
  }

  @Test func `an index that did not find all before is left alone`() throws {
    let database = try SQLiteDatabase.scratch(
      "CREATE TABLE docs (id BIGINT PRIMARY KEY, body TEXT);" + Self.theirIndex
        + "INSERT INTO docs VALUES (4, 'delta');")
    try renumber(database, to: "CREATE TABLE docs (id INTEGER PRIMARY KEY, body TEXT)")
    #expect(try database.query("SELECT rowid FROM theirs('delta')").isEmpty)
  }
}
