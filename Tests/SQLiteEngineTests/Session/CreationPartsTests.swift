import Engine
import SchemaModel
import Synchronization
import Testing

@testable import SQLiteEngine

@Suite struct CreationPartsTests {
  private let engine = SQLiteEngine()

  private func parts(_ sql: String...) -> Schema? {
    engine.schemaByParts(of: sql.map { Script($0, path: "test.sql") }, tablesPerPart: 1)
  }

  @Test func `parts make the schema that the whole makes`() throws {
    let sql = """
      CREATE TABLE child (id INTEGER PRIMARY KEY, p REFERENCES parent, q TEXT DEFAULT ';');
      -- before; after
      CREATE TABLE "parent" (id INT, code TEXT COLLATE nocase, PRIMARY KEY (id)) WITHOUT ROWID;
      CREATE UNIQUE INDEX [code;] ON Parent (lower(code)) WHERE id > 0;
      CREATE INDEX child_q ON child (q);
      CREATE TABLE counted (id INTEGER PRIMARY KEY AUTOINCREMENT)
      """
    let whole = try SQLiteDatabase.scratch(sql).schema()
    let made = try #require(parts(sql))
    #expect(made == whole)
    #expect(made.tables.map(\.declaration) == whole.tables.map(\.declaration))
    #expect(made.table(named: Name(sqlite: "child"))?.foreignKeys[0].parentColumns.count == 1)
    #expect(try engine.schema(of: [Script(sql, path: "test.sql")]) == whole)
  }

  @Test func `several scripts are one`() throws {
    let made = try #require(
      parts("CREATE TABLE a (x)", "CREATE TABLE b (y); CREATE INDEX i ON a (x);"))
    #expect(made.tables.map(\.indexes.count) == [1, 0])
  }

  @Test(arguments: [
    "CREATE TABLE c AS SELECT 1", "CREATE TABLE IF NOT EXISTS c (x)", "CREATE TABLE A (x)",
    "CREATE TABLE temp.c (x)", "CREATE TEMP TABLE c (x)", "CREATE VIEW v AS SELECT 1",
    "CREATE TRIGGER t AFTER DELETE ON a BEGIN SELECT 1; END", "INSERT INTO a VALUES (1)",
    "CREATE INDEX b ON a (x)", "CREATE INDEX i ON c (x)", "CREATE INDEX main.i ON a (x)",
    "DROP TABLE a", "CREATE INDEX IF NOT EXISTS i ON a (x)",
  ])
  func `what is more than tables and their indexes is taken whole`(statement: String) {
    #expect(parts("CREATE TABLE a (x); CREATE TABLE b (x);") != nil)
    #expect(parts("CREATE TABLE a (x); CREATE TABLE b (x); \(statement);") == nil)
  }

  @Test func `a mistake is found where it stands`() {
    let tables = (0..<100).map { "CREATE TABLE t\($0) (x);\n" }.joined()
    do {
      _ = try engine.schema(of: [Script(tables + "CREATE TABLE u (x,);", path: "test.sql")])
      Issue.record("there is a comma too much")
    } catch DatabaseError.statementFailed(let failure) {
      #expect(failure.line == 101)
    } catch {
      Issue.record(error)
    }
  }

  // MARK: Memory

  /// Tables of which one has a column of its own; each has an index.
  private func tables(_ numbers: some Sequence<Int>, changed: Int? = nil) -> Script {
    let statements = numbers.map { number in
      "CREATE TABLE t\(number) (x\(number == changed ? ", y" : ""));\n"
        + "CREATE INDEX i\(number) ON t\(number) (x);\n"
    }
    return Script(statements.joined(), path: "test.sql")
  }

  private func schema(_ script: Script, _ memory: CountingMemory?) throws -> Schema {
    try engine.schema(of: [script], memory: memory)
  }

  @Test func `only the parts that were edited are run again`() throws {
    let memory = CountingMemory()
    let edits = [
      tables(0..<400), tables(0..<400, changed: 7), tables(0..<400, changed: 399),
      tables([1000] + Array(0..<400)), tables((0..<400).filter { $0 != 200 }),
    ]
    for (place, script) in edits.enumerated() {
      #expect(try schema(script, memory) == schema(script, nil))
      let (unknown, all) = (memory.unknown, memory.asked)
      #expect(all > 4)
      // A part that is full ends where no other does, and moves the next.
      #expect(
        place == 0 ? unknown == all : unknown > 0 && unknown <= 3, "\(place): \(unknown)/\(all)")
    }
    _ = try schema(tables((0..<400).filter { $0 != 200 }), memory)
    #expect(memory.unknown == 0)
  }
}

/// Remembers parts, and how many it was asked for.
private final class CountingMemory: PartMemory {
  private struct State {
    var parts: [String: Schema] = [:]
    var asked = 0
    var unknown = 0
  }

  private let state = Mutex(State())

  var asked: Int { state.withLock(\.asked) }
  var unknown: Int { state.withLock(\.unknown) }

  func schemas(of scripts: [String]) -> [Schema?] {
    state.withLock { state in
      let found = scripts.map { state.parts[$0] }
      state.asked = found.count
      state.unknown = found.count { $0 == nil }
      return found
    }
  }

  func remember(_ parts: [(script: String, schema: Schema)]) {
    state.withLock { $0.parts = Dictionary(parts.map { ($0.script, $0.schema) }) { $1 } }
  }
}
