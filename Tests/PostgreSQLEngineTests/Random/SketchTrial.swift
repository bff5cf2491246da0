import Engine
import Proving
import SchemaModel
import Testing
import TestSupport

@testable import PostgreSQLEngine

/// Tries everything that must hold for a pair, with no help from the proof in the product.
struct SketchTrial {
  let pair: SketchPair
  private var engine: PostgreSQLEngine { TestServer.engine }

  init(pair: SketchPair) { self.pair = pair }

  func run() throws {
    let base = try loaded(pair.base)
    let target = try loaded(pair.target)
    try tryStyle(of: pair.style % 2 == 0 ? (pair.base, base) : (pair.target, target))
    try tryCreation(of: target)
    let draft = try ProvedScripts.make(
      engine: engine, from: base, to: target, renames: pair.renames, options: PlanOptions())
    try requireEqual(draft.proof.schema, target, "the proof's schema differs", after: draft.up.text)
    try tryOut(draft, base: base, target: target)
    try tryInProduction(draft, base: base, target: target)
  }

  /// What does not hold; `nil` where all holds.
  var refutation: SketchRefutation? {
    do {
      try run()
      return nil
    } catch {
      return SketchRefutation(error)
    }
  }

  // MARK: Schemas

  private func loaded(_ sketch: SchemaSketch) throws -> Schema {
    var plain = SketchPrinter(sketch)
    let schema = try database(plain.text()).schema()
    try require(schema.changes(to: schema).isEmpty, "a schema differs from itself", plain.text())
    return schema
  }

  /// Loads the sketch as somebody else would have written it.
  private func tryStyle(of loaded: (sketch: SchemaSketch, schema: Schema)) throws {
    var styled = SketchPrinter(loaded.sketch, style: SplitMix64(seed: pair.style))
    let text = styled.text()
    try requireEqual(
      try database(text).schema(), loaded.schema, "another style differs", after: text)
  }

  /// Makes the schema from its own declarations.
  private func tryCreation(of schema: Schema) throws {
    let creation = try engine.plan(
      from: Schema(dialect: .postgresql), to: schema, renames: [], options: PlanOptions())
    try requireEqual(
      try database(creation.text).schema(), schema, "made anew it differs", after: creation.text)
  }

  private func database(_ text: String) throws -> any Database {
    let database = try engine.openScratch()
    try database.run(Script(text, path: "sketch"))
    return database
  }

  // MARK: Up and down

  private func tryOut(_ draft: ProvedScripts, base: Schema, target: Schema) throws {
    var plain = SketchPrinter(pair.base)
    let database = try database(plain.text())
    refreshViews(base, in: database)
    if draft.proof.upFailureOnRows == nil {
      _ = try database.fill(rowsPerTable: Proof.rowsPerTable)
      for removal in draft.proof.prechecksMet.compactMap(\.removal) {
        try? database.run(Script(removal, path: "rows in the way"))
      }
    }
    let before = try counts(in: database, of: base)
    try database.run(Script(draft.up.text, path: "up", options: draft.up.options))
    let reached = try database.schema()
    try requireEqual(reached, target, "after up it differs", after: draft.up.text)
    try requireEqualDump(of: database, pair.target, after: draft.up.text)
    let after = try counts(in: database, of: target)
    let newNames = pair.newTableNames
    let sharing = pair.sharing
    for (name, count) in before where !newNames.values.contains(name) && !sharing.contains(name) {
      let newName = newNames[name] ?? name
      guard !sharing.contains(newName) else { continue }
      try require(
        after[newName] ?? count == count, "rows are gone",
        "\(newName) has \(after[newName] ?? 0) of \(count)\n\(draft.up.text)")
    }
    let rest = try engine.plan(from: reached, to: target, renames: [], options: PlanOptions())
    try require(rest.statements.isEmpty, "a second plan has statements", rest.text)
    guard draft.proof.downFailureOnRows == nil else { return }
    try database.run(Script(draft.down.text, path: "down", options: draft.down.options))
    try requireEqual(try database.schema(), base, "after down it differs", after: draft.down.text)
    try requireEqualDump(of: database, pair.base, after: draft.down.text)
  }

  /// Runs the revision where there is more than the revisions know of.
  private func tryInProduction(_ draft: ProvedScripts, base: Schema, target: Schema) throws {
    var plain = SketchPrinter(pair.base)
    let scratch = try TestServer.database()
    try scratch.run(plain.text())
    refreshViews(base, in: scratch)
    let production = try scratch.other()
    let bystanders = SketchBystanders(of: base)
    try bystanders.put(in: production)
    try production.run(
      Script(draft.up.text, path: "up in production", options: draft.up.options),
      recording: [.append(RecordEntry("0123456789ab"))], expecting: nil)
    let lost = try bystanders.lost(from: production, in: target, newNames: pair.newTableNames)
    try require(
      lost.isEmpty, "what only production has is lost",
      "\(lost.joined(separator: "\n"))\n\(draft.up.text)")
  }

  /// Another program sees no difference either.
  private func requireEqualDump(
    of database: any Database, _ sketch: SchemaSketch, after script: String
  ) throws {
    var plain = SketchPrinter(sketch)
    let reached = try #require(try database.dump())
    let wanted = try #require(try self.database(plain.text()).dump())
    let differences = reached.differences(to: wanted)
    try require(
      differences.isEmpty, "pg_dump tells them apart",
      "\(differences.joined(separator: "\n"))\n\(script)")
  }

  /// Fills the views that were made `WITH NO DATA`, from which nothing can be made before.
  private func refreshViews(_ schema: Schema, in database: any Database) {
    var waiting = schema.objects.filter { $0.kind == .materializedView }.map(\.name.sql)
    var count = 0
    while waiting.count != count {
      count = waiting.count
      waiting.removeAll { view in
        let refresh = Script("REFRESH MATERIALIZED VIEW \(view)", path: "refresh")
        return (try? database.run(refresh)) != nil
      }
    }
  }

  private func counts(in database: any Database, of schema: Schema) throws -> [Name: Int] {
    var counts: [Name: Int] = [:]
    for table in schema.tables {
      guard let column = table.columns.first else { continue }
      counts[table.name] = try database.rows(of: [column.name], in: table.name).count
    }
    return counts
  }

  // MARK: Requirements

  private func requireEqual(
    _ schema: Schema, _ other: Schema, _ what: String, after script: String
  ) throws {
    let changes = schema.substantialChanges(to: other)
    try require(changes.isEmpty, what, "\(changes.listing)\n\(script)")
    try require(
      Array(schema.canonicalText.utf8) == Array(other.canonicalText.utf8),
      "\(what): the canonical texts differ",
      "\(schema.canonicalText)\n\(other.canonicalText)\n\(script)")
  }

  private func require(
    _ condition: Bool, _ what: String, _ details: @autoclosure () -> String
  ) throws {
    guard condition else { throw SketchRefutation(what, details()) }
  }
}
