import SchemaModel
import Testing

@testable import SQLiteEngine

@Suite struct TableDeclarationTests {
  private func parse(_ body: String) throws -> TableDeclaration {
    try TableDeclarationParser.parse("CREATE TABLE t (\(body))")
  }

  private func rules(_ body: String) throws -> [Constraint.Rule] {
    try parse(body).allConstraints.map(\.rule)
  }

  private func name(_ spelling: String) -> Name { Name(sqlite: spelling) }

  @Test(arguments: [
    "CREATE TABLE t(a)", "create temp table if not exists main.t(a)",
    "CREATE/**/TEMPORARY TABLE--x\n\"t\"( [a] );", "CREATE TABLE 't' ('a')",
  ])
  func `the head may be written in many ways`(sql: String) throws {
    let declaration = try TableDeclarationParser.parse(sql)
    #expect(declaration.name == name("t"))
    #expect(declaration.columns.map(\.name) == [name("a")])
  }

  @Test(arguments: [
    ("a INT", "int"), ("a", ""), ("a VARCHAR ( 10 )", "varchar ( 10 )"), ("a \"INT\"", "int"),
    ("a 'my Type'", "my type"), ("a DOUBLE PRECISION NOT NULL", "double precision"),
    ("a NUMERIC(-1,+2)", "numeric ( - 1 , + 2 )"), ("a generated", "generated"),
    ("a INT GENERATED ALWAYS AS (1)", "int"), ("a UNSIGNED BIG INT CHECK(a)", "unsigned big int"),
    ("a key", "key"),
  ])
  func `a type is everything up to the first constraint`(body: String, key: String) throws {
    #expect(try parse(body).columns[0].type.key == key)
  }

  @Test(arguments: [
    ("5", "5", true), ("-5", "- 5", true), ("+ 1.5", "+ 1.5", true), ("'x''y'", "'x''y'", true),
    ("((5))", "5", false), ("(1 + 2)", "1 + 2", false), ("TRUE", "true", true),
    ("x'0a'", "x'0a'", true), ("CURRENT_TIMESTAMP", "current_timestamp", false),
    ("Draft", "'Draft'", true), ("\"true\"", "'true'", true), ("[x y]", "'x y'", true),
    ("\"it's\"", "'it''s'", true), ("0x1F", "0x1F", true),
  ])
  func `a default is a value, an expression or a name`(
    text: String, key: String, isConstant: Bool
  ) throws {
    let column = try parse("a INT DEFAULT \(text) NOT NULL").columns[0]
    #expect(column.defaultValue?.key == key)
    #expect(column.hasConstantDefault == isConstant)
  }

  @Test(arguments: ["DEFAULT NULL", "DEFAULT (NULL)", "NULL", "CONSTRAINT x NULL"])
  func `a NULL default is no default`(text: String) throws {
    let column = try parse("a INT \(text)").columns[0]
    #expect(column.defaultValue == nil)
    #expect(column.hasConstantDefault)
  }

  @Test func `columns have collations, and the usual one is none`() throws {
    let columns = try parse("a COLLATE NoCase, b COLLATE 'rtrim', c COLLATE binary, d").columns
    #expect(columns.map(\.collation) == [name("nocase"), name("rtrim"), nil, nil])
  }

  @Test func `generated columns are virtual unless stored`() throws {
    let columns = try parse(
      "a, b AS (a+1), c AS ((a)) STORED NOT NULL, d GENERATED ALWAYS AS (a) VIRTUAL"
    ).columns
    #expect(columns.map { $0.generation?.expression.key } == [nil, "a + 1", "a", "a"])
    #expect(columns.map { $0.generation?.isStored } == [nil, false, true, false])
  }

  @Test func `ABORT is no action of its own`() throws {
    let columns = try parse(
      "a NOT NULL ON CONFLICT IGNORE, b NOT NULL ON CONFLICT ABORT, c NULL ON CONFLICT FAIL"
    ).columns
    #expect(columns.map(\.nullConflict) == [.ignore, nil, nil])
  }

  @Test(arguments: [
    ("a INTEGER PRIMARY KEY", true), ("a INTEGER PRIMARY KEY ASC", true),
    ("a INTEGER PRIMARY KEY DESC", false), ("a INT PRIMARY KEY", false),
    ("a \"INTEGER\" PRIMARY KEY", true), ("a INTEGER, PRIMARY KEY (a)", true),
    ("a INTEGER, PRIMARY KEY (a DESC)", true), ("a INTEGER, PRIMARY KEY ((a))", true),
    ("a INTEGER(4) PRIMARY KEY", false), ("a INTEGER, b, PRIMARY KEY (a, b)", false),
    ("a PRIMARY KEY", false),
  ])
  func `only a plain INTEGER key is the row's number`(body: String, isRowID: Bool) throws {
    let scratch = try SQLiteDatabase(scratch: ())
    try scratch.connection.query("CREATE TABLE t (\(body))")
    #expect(try scratch.schema().tables[0].primaryKey?.isRowID == isRowID)
    // SQLite gives every other key an index.
    #expect(try scratch.connection.query("PRAGMA index_list(t)").isEmpty == isRowID)
  }

  @Test func `keys have order, collation and conflict action`() throws {
    let column = { KeyColumn(name: Name(sqlite: $0), collation: $1, isDescending: $2) }
    #expect(
      try rules("a INTEGER PRIMARY KEY ON CONFLICT FAIL AUTOINCREMENT")
        == [
          .primaryKey(
            PrimaryKey(
              columns: [column("a", nil, false)], isAutoincrement: true, isRowID: true,
              onConflict: .fail))
        ])
    #expect(
      try rules("a, b, PRIMARY KEY (a COLLATE nocase DESC, ('b')) ON CONFLICT REPLACE")
        == [
          .primaryKey(
            PrimaryKey(
              columns: [column("a", name("nocase"), true), column("b", nil, false)],
              onConflict: .replace))
        ])
    #expect(
      try rules("a UNIQUE ON CONFLICT ROLLBACK, UNIQUE ((a COLLATE rtrim) DESC)")
        == [
          .unique(Unique(columns: [column("a", nil, false)], onConflict: .rollback)),
          .unique(Unique(columns: [column("a", name("rtrim"), true)])),
        ])
    #expect(
      try rules("a INTEGER, PRIMARY KEY (a AUTOINCREMENT)").contains {
        if case .primaryKey(let key) = $0 { key.isAutoincrement } else { false }
      })
  }

  @Test(arguments: [
    ("", "no action", "no action", false), ("ON DELETE CASCADE", "no action", "cascade", false),
    ("ON UPDATE SET NULL ON DELETE SET DEFAULT", "set null", "set default", false),
    ("MATCH SIMPLE ON DELETE RESTRICT", "no action", "restrict", false),
    ("ON INSERT CASCADE ON UPDATE NO ACTION", "no action", "no action", false),
    ("DEFERRABLE INITIALLY DEFERRED", "no action", "no action", true),
    ("DEFERRABLE INITIALLY IMMEDIATE", "no action", "no action", false),
    ("DEFERRABLE", "no action", "no action", false),
    ("NOT DEFERRABLE INITIALLY DEFERRED", "no action", "no action", false),
    ("NOT NULL DEFERRABLE INITIALLY DEFERRED", "no action", "no action", true),
    ("CONSTRAINT d DEFERRABLE INITIALLY DEFERRED", "no action", "no action", true),
  ])
  func `a foreign key has actions and may be deferred`(
    clauses: String, update: String, delete: String, isDeferred: Bool
  ) throws {
    let rule = try rules("a REFERENCES 'p' (\"x\") \(clauses)").first
    guard case .foreignKey(let key) = rule else {
      Issue.record("no foreign key")
      return
    }
    #expect(key.parent == name("p"))
    #expect(key.parentColumns == [name("x")])
    #expect(key.onUpdate.rawValue == update)
    #expect(key.onDelete.rawValue == delete)
    #expect(key.isDeferred == isDeferred)
  }

  @Test func `constraints need no comma between them, and keep their names`() throws {
    let declaration = try parse(
      """
      a, b, -- columns
      CONSTRAINT one CHECK (a > (1)) CONSTRAINT "two" UNIQUE (a) /* , */
      FOREIGN KEY (a, b) REFERENCES p (x, y) ON DELETE CASCADE CHECK (b) ON CONFLICT IGNORE
      """)
    #expect(declaration.constraints.map(\.name) == [name("one"), name("two"), nil, nil])
    #expect(declaration.columns.count == 2)
    let last = declaration.constraints.last?.rule
    #expect(last == .check(CheckConstraint(expression: Expression("(b)", key: "b"))))
  }

  @Test func `a name goes to the constraint that follows it, and to no other`() throws {
    let constraints = try parse(
      "a CONSTRAINT x NOT NULL UNIQUE CONSTRAINT y CHECK (a) REFERENCES p CONSTRAINT z DEFAULT 1"
    ).allConstraints
    #expect(constraints.map(\.name) == [nil, name("y"), nil])
  }

  @Test(arguments: [
    ("", []), ("STRICT", [TableOption.strict]), ("WITHOUT ROWID", [.withoutRowID]),
    ("without \"rowid\" , strict ;", [.withoutRowID, .strict]), ("-- none", []),
  ])
  func `options follow the parenthesis`(text: String, options: [TableOption]) throws {
    #expect(try TableDeclarationParser.parse("CREATE TABLE t (a) \(text)").options == Set(options))
  }

  @Test func `keywords in quotes are names`() throws {
    let columns = try parse("\"check\" INT, [primary], `unique` CHECK (\"check\" > 1)").columns
    #expect(columns.map(\.name.spelling) == ["check", "primary", "unique"])
    #expect(columns.map(\.constraints.count) == [0, 0, 1])
  }

  @Test func `what is no table is refused`() {
    #expect(throws: UnreadableDeclaration.self) {
      try TableDeclarationParser.parse("CREATE VIEW v AS SELECT 1")
    }
    #expect(throws: UnreadableDeclaration.self) { try parse("a, CHECK a") }
    #expect(throws: UnreadableDeclaration.self) { try parse("a DEFAULT, b") }
    #expect(throws: UnreadableDeclaration.self) { try parse("a DEFAULT (1") }
    #expect(throws: UnreadableDeclaration.self) { try parse("a ON NOTHING") }
  }
}
