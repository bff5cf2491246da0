import SchemaModel
import Testing

@testable import SQLiteEngine

@Suite struct RowGeneratorTests {
  private func counts(_ sql: String, rows: Int = 3) throws -> [String: Int] {
    let database = try SQLiteDatabase.scratch(sql)
    let total = try database.fill(rowsPerTable: rows)
    var counts: [String: Int] = [:]
    for table in try database.schema().tables {
      counts[table.name.spelling] = try database.count(table.name.spelling)
    }
    #expect(total == counts.values.reduce(0, +))
    #expect(try ForeignKeyCheck(connection: database.connection).violations().isEmpty)
    return counts
  }

  @Test(arguments: [
    "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL, c REAL, d BLOB, e)",
    "CREATE TABLE t (a TEXT NOT NULL CHECK (a IN ('x', 'it''s')))",
    "CREATE TABLE t (a INTEGER NOT NULL CHECK (a BETWEEN 5 AND 7))",
    "CREATE TABLE t (a TEXT UNIQUE NOT NULL, b INT, c INT, UNIQUE (b, c))",
    "CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER NOT NULL REFERENCES t (a))",
    "CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER REFERENCES t (a))",
    "CREATE TABLE t (a TEXT NOT NULL DEFAULT 'x', b AS (a || 'y'), c AS (1) STORED)",
    "CREATE TABLE t (a BOOLEAN NOT NULL CHECK (a IN (0, 1)), d DATE, t TIMESTAMP)",
    "CREATE TABLE t (a TEXT PRIMARY KEY) WITHOUT ROWID",
    "CREATE TABLE t (a INT NOT NULL, b TEXT, c BLOB, d REAL, e ANY) STRICT",
    "CREATE TABLE t (\"select\" TEXT NOT NULL, \"a b\" INT UNIQUE, \"\" TEXT)",
  ])
  func `rows get into a table`(sql: String) throws {
    #expect(try counts(sql)["t"] == 3)
  }

  @Test func `children find their parents`() throws {
    let counts = try counts(
      """
      CREATE TABLE c (id INTEGER PRIMARY KEY, p_id INTEGER NOT NULL REFERENCES p (id), x INT, y INT,
        FOREIGN KEY (x, y) REFERENCES q (a, b) DEFERRABLE INITIALLY DEFERRED);
      CREATE TABLE g (c_id INTEGER NOT NULL REFERENCES c DEFERRABLE INITIALLY DEFERRED);
      CREATE TABLE p (id INTEGER PRIMARY KEY);
      CREATE TABLE q (a INT, b INT, PRIMARY KEY (a, b));
      """)
    #expect(counts == ["c": 3, "p": 3, "q": 3, "g": 3])
  }

  @Test func `what no value fits stays empty, and the rest does not`() throws {
    let counts = try counts(
      """
      CREATE TABLE a (x INT CHECK (0));
      CREATE TABLE b (x INT NOT NULL REFERENCES b2 (y) DEFERRABLE INITIALLY DEFERRED);
      CREATE TABLE b2 (y INTEGER PRIMARY KEY REFERENCES b (x));
      CREATE TABLE c (y INT, x INT NOT NULL ON CONFLICT ROLLBACK AS (NULL));
      CREATE TABLE d (x INT);
      """)
    #expect(counts["a"] == 0)
    #expect(counts["c"] == 0)
    #expect(counts["d"] == 3)
  }

  @Test func `no trigger fires`() throws {
    let database = try SQLiteDatabase.scratch(
      """
      CREATE TABLE a (x INT);
      CREATE TRIGGER t BEFORE INSERT ON a BEGIN SELECT raise(ABORT, 'no'); END;
      """)
    #expect(try database.fill(rowsPerTable: 2) == 2)
    #expect(throws: SQLiteFailure.self) { try database.query("INSERT INTO a VALUES (1)") }
  }

  @Test func `no rows are no rows`() throws {
    #expect(try counts("CREATE TABLE t (a)", rows: 0)["t"] == 0)
  }

  @Test func `the same schema gets the same rows`() throws {
    let sql = "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT, c DATETIME)"
    let contents = try (0..<2).map { _ in
      let database = try SQLiteDatabase.scratch(sql)
      _ = try database.fill(rowsPerTable: 5)
      return try database.rows(
        of: ["a", "b", "c"].map { Name(sqlite: $0) }, in: Name(sqlite: "t"))
    }
    #expect(contents[0] == contents[1])
    #expect(contents[0].count == 5)
  }
}
