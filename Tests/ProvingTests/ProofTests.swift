import Engine
import Proving
import SQLiteEngine
import SchemaModel
import Testing

/// Scripts as a person may have written them, proved or refuted.
@Suite struct ProofTests {
  private let engine = SQLiteEngine()

  private func prove(
    _ from: String, _ to: String, up: String, down: String?, renames: [Rename] = []
  ) throws -> Proof.Result {
    func schema(_ sql: String) throws -> Schema {
      let database = try engine.openScratch()
      try database.run(Script(sql, path: "test.sql"))
      return try database.schema()
    }
    return try Proof(
      engine: engine, base: try schema(from), target: try schema(to), renames: renames,
      up: Script(up, path: "up", options: ScriptOptions(suspendsForeignKeys: true)),
      down: down.map { Script($0, path: "down", options: ScriptOptions(suspendsForeignKeys: true)) }
    ).run()
  }

  private func refutation(
    _ from: String, _ to: String, up: String, down: String? = nil
  ) -> String {
    do {
      return "\(try prove(from, to, up: up, down: down).rowsKept)"
    } catch let failure as ProofFailure {
      return failure.kind
    } catch {
      return "\(error)"
    }
  }

  private let one = "CREATE TABLE a (x INTEGER PRIMARY KEY, y TEXT)"
  private let two = "CREATE TABLE a (x INTEGER PRIMARY KEY, y TEXT, z INT)"

  @Test func `scripts that lead there and back are proved`() throws {
    let result = try prove(
      one, two, up: "ALTER TABLE a ADD z INT", down: "ALTER TABLE a DROP COLUMN z")
    #expect(result.rowsKept == Proof.rowsPerTable)
    #expect(result.downFailureOnRows == nil)
    #expect(result.schema.tables[0].columns.count == 3)
  }

  @Test func `what does not lead there is refuted`() {
    #expect(refutation(one, two, up: "") == "upDiffers")
    #expect(refutation(one, two, up: "ALTER TABLE a ADD z TEXT") == "upDiffers")
    #expect(refutation(one, two, up: "SELEC") == "upFails")
    #expect(refutation(one, two, up: "ALTER TABLE a ADD z INT", down: "") == "downDiffers")
    #expect(refutation(one, two, up: "ALTER TABLE a ADD z INT", down: "SELEC") == "downFails")
  }

  @Test func `rows that change are refuted`() {
    let up = "ALTER TABLE a ADD z INT;"
    let down = "ALTER TABLE a DROP COLUMN z;"
    #expect(refutation(one, two, up: up + "DELETE FROM a WHERE x = 1") == "rowsChanged")
    #expect(refutation(one, two, up: up + "UPDATE a SET y = 'z'") == "rowsChanged")
    #expect(refutation(one, two, up: up + "INSERT INTO a (x) VALUES (99)") == "rowsChanged")
    #expect(refutation(one, two, up: up, down: down + "DELETE FROM a") == "rowsChanged back")
  }

  @Test func `rows are counted where no column stays as it is`() {
    let up = """
      ALTER TABLE a RENAME TO old; CREATE TABLE a (x INT);
      INSERT INTO a SELECT x FROM old LIMIT 1; DROP TABLE old;
      """
    #expect(
      refutation("CREATE TABLE a (x TEXT)", "CREATE TABLE a (x INT)", up: up) == "rowsChanged")
    let all = up.replacing("LIMIT 1", with: "")
    #expect(refutation("CREATE TABLE a (x TEXT)", "CREATE TABLE a (x INT)", up: all) == "4")
  }

  @Test func `numbers that a new key gives are no changed values`() {
    let up = """
      CREATE TABLE n (x INTEGER PRIMARY KEY); INSERT INTO n SELECT x FROM a;
      DROP TABLE a; ALTER TABLE n RENAME TO a;
      """
    #expect(
      refutation("CREATE TABLE a (x INTEGER)", "CREATE TABLE a (x INTEGER PRIMARY KEY)", up: up)
        == "4")
  }
}

extension ProofFailure {
  fileprivate var kind: String {
    switch self {
    case .upFails: "upFails"
    case .upDiffers: "upDiffers"
    case .rowsChanged(_, _, _, let isWayBack): isWayBack ? "rowsChanged back" : "rowsChanged"
    case .downFails: "downFails"
    case .downDiffers: "downDiffers"
    }
  }
}
