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

  private func draft(from base: Schema, to target: Schema) throws -> ProvedScripts {
    try ProvedScripts.make(
      engine: engine, from: base, to: target, renames: [], options: PlanOptions())
  }

  @Test func `a chain of a thousand tables is created, changed and dropped`() throws {
    let empty = Schema(dialect: .sqlite)
    let plain = try chain()
    let creation = try draft(from: empty, to: plain)
    #expect(creation.up.statements.count == 1_000 && creation.down.statements.count == 1_000)
    let addition = try draft(from: plain, to: try chain { $0 % 100 == 0 ? ", name TEXT" : "" })
    #expect(addition.up.statements.count == 10)
    let rebuild = try draft(
      from: plain, to: try chain { $0 % 100 == 0 ? ", CHECK (id > 0)" : "" })
    #expect(rebuild.changes.count == 10)
  }
}
