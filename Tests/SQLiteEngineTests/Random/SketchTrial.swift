import Engine
import TestSupport
import Proving
import SchemaModel

@testable import SQLiteEngine

/// Tries everything that must hold for a pair, with no help from the proof in the product.
struct SketchTrial {
  let pair: SketchPair

  struct Refutation: Error, CustomStringConvertible {
    let description: String
  }

  /// - Returns: whether the gentlest plan was the one that held.
  func run() throws -> Bool {
    let base = try loaded(pair.base)
    let target = try loaded(pair.target)
    let renames = pair.renames
    let engine = SQLiteEngine()
    let draft: ProvedScripts
    do {
      draft = try ProvedScripts.make(
        engine: engine, from: base, to: target, renames: renames, options: pair.options,
        extent: .reach(leavingOut: 1, tablesPerPart: 1))
    } catch DatabaseError.statementFailed(let failure) where failure.isSQLitesOwn {
      return true
    }
    try require(draft.proof.schema.substantialChanges(to: target).isEmpty, "the proof's schema")
    try tryOut(draft, base: base, target: target)
    let gentle = try engine.plan(from: base, to: target, renames: renames, options: pair.options)
    // A draft has notes of what a trial has shown.
    return gentle.statements.map(\.sql) == draft.up.statements.map(\.sql)
  }

  /// What does not hold, in words; `nil` where all holds.
  var refutation: String? {
    do {
      _ = try run()
      return nil
    } catch {
      return "\(error)"
    }
  }

  /// Loads the sketch plainly and in another style, and from the declarations that come back.
  private func loaded(_ sketch: SchemaSketch) throws -> Schema {
    var plain = SketchPrinter(sketch)
    let schema = try SketchLoader.database(plain.text()).schema()
    try require(schema.changes(to: schema).isEmpty, "a schema differs from itself")
    var styled = SketchPrinter(sketch, style: SplitMix64(seed: pair.style))
    let text = styled.text()
    try requireEqual(try SketchLoader.database(text).schema(), schema, "another style:\n\(text)")
    let again = try SketchLoader.database(schema.creationScript).schema()
    try requireEqual(again, schema, "its own declarations")
    let script = Script(text, path: "parts")
    if let parts = SQLiteEngine().schemaByParts(of: [script], tablesPerPart: 1) {
      try require(parts.changes(to: schema).isEmpty, "table by table:\n\(text)")
    }
    return schema
  }

  // MARK: Up and down

  private func tryOut(_ draft: ProvedScripts, base: Schema, target: Schema) throws {
    var plain = SketchPrinter(pair.base)
    let database = try SketchLoader.database(plain.text())
    if draft.proof.upFailureOnRows == nil {
      _ = try database.fill(rowsPerTable: Proof.rowsPerTable)
      for removal in draft.proof.prechecksMet.compactMap(\.removal) {
        try? database.run(Script(removal, path: "rows in the way"))
      }
    }
    let before = try counts(in: database, of: base)
    let names = Dictionary(
      uniqueKeysWithValues: pair.renames.filter { $0.column == nil }.map { ($0.table, $0.newName) })
    try database.run(Script(draft.up.text, path: "up", options: draft.up.options))
    let reached = try database.schema()
    try requireEqual(reached, target, "up")
    try requireSound(database)
    let after = try counts(in: database, of: target)
    try require(
      before.allSatisfy { name, count in
        names.values.contains(name) || after[names[name] ?? name] ?? count == count
      },
      "rows are gone")
    let rest = try SQLiteEngine().plan(
      from: reached, to: target, renames: [], options: PlanOptions())
    try require(rest.statements.isEmpty, "again: \(rest.text)")
    guard draft.proof.downFailureOnRows == nil else { return }
    try database.run(Script(draft.down.text, path: "down", options: draft.down.options))
    try requireEqual(try database.schema(), base, "down")
    try requireSound(database)
  }

  private func counts(in database: SQLiteDatabase, of schema: Schema) throws -> [Name: Int] {
    var counts: [Name: Int] = [:]
    for table in schema.tables {
      counts[table.name] = try database.rows(of: [table.columns[0].name], in: table.name).count
    }
    return counts
  }

  // MARK: Requirements

  private func requireSound(_ database: SQLiteDatabase) throws {
    let answer = try database.connection.query("PRAGMA integrity_check")
    // SQLite 3.40 has its doubts about values of generated columns in strict tables, about tables
    // without row numbers, and about defaults that ADD COLUMN gave to rows. From 3.44 on it looks into
    // FTS tables, and cannot where their content has no row numbers.
    // A name can begin with a combining mark, which joins the space before it.
    let faults = answer.compactMap(\.[0].text).filter { fault in
      fault != "ok" && fault.utf8.firstRange(of: " value in ".utf8) == nil
        && !fault.hasPrefix("unable to validate the inverted index")
    }
    try require(faults.isEmpty, "integrity: \(faults)")
  }

  private func requireEqual(_ schema: Schema, _ other: Schema, _ what: String) throws {
    let changes = schema.substantialChanges(to: other)
    try require(changes.isEmpty, "\(what): \(changes)")
    try require(
      Array(schema.canonicalText.utf8) == Array(other.canonicalText.utf8),
      "\(what): the canonical texts differ")
  }

  private func require(_ condition: Bool, _ what: @autoclosure () -> String) throws {
    guard condition else { throw Refutation(description: what()) }
  }
}

extension StatementFailure {
  /// SQLite 3.40 cannot rename the INTEGER key of a table WITHOUT ROWID that a UNIQUE key holds too.
  fileprivate var isSQLitesOwn: Bool { path == "<renames>" && reason.contains(" after rename: ") }
}
