import Engine
import Proving
import SQLiteEngine
import SchemaModel
import Testing

@Suite(.serialized) struct ScaleTests {
  private let engine = SQLiteEngine()

  /// A thousand tables, each referring to the next.
  private func chain(_ count: Int = 1_000, column: (Int) -> String = { _ in "" }) throws -> Schema {
    let statements = (0..<count).map { number in
      """
      CREATE TABLE t\(number) (
        id INTEGER PRIMARY KEY, next_id INTEGER REFERENCES t\(number + 1) (id)\(column(number)));
      """
    }
    let database = try engine.openScratch()
    try database.run(Script(statements.joined(), path: "test.sql"))
    return try database.schema()
  }

  private func time(from base: Schema, to target: Schema) throws -> Duration {
    try ContinuousClock().measure {
      _ = try RevisionDraft.make(
        engine: engine, from: base, to: target, renames: [], options: PlanOptions())
    }
  }

  @Test func `a chain of a thousand tables is created, changed and dropped in seconds`() throws {
    let empty = Schema(dialect: .sqlite)
    let plain = try chain()
    let creation = try time(from: empty, to: plain)
    let addition = try time(from: plain, to: try chain { $0 % 100 == 0 ? ", name TEXT" : "" })
    let rebuild = try time(
      from: plain, to: try chain { $0 % 100 == 0 ? ", CHECK (id > 0)" : "" })
    print("1000 tables: create \(creation), 10 columns \(addition), 10 rebuilds \(rebuild)")
    #expect(max(creation, addition, rebuild) < .seconds(30))
  }
}
